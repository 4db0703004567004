// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using Constrain.TestKit;
using Constrain.TestKit.MaskBench;
using Constrain.TestKit.Support;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The published table says what the program does: <c>dotnet run --project tests/Constrain.Conformance -- support</c> makes it anew.</summary>
public sealed class SupportTableTests
{
    [Fact]
    public void Table_HasARowForEachKeyword_AsItIs()
    {
        string[] lines = File.ReadAllLines(FilePath());
        IReadOnlyList<string> rows = SupportTable.KeywordRows();
        Assert.True(rows.Count > 60);
        Assert.Equal(rows, lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(WithoutShare));
    }

    [Fact]
    public void Notes_AreOnKeywords() => Assert.Empty(SupportTable.NotesOnNothing());

    [SkippableFact]
    public void Table_IsCurrent()
    {
        IReadOnlyList<(string Path, string Text)>? suite = SharedArchives.Read(SharedArchives.OfficialSuite);
        MaskBenchCorpus? corpus = MaskBenchCorpus.Shared();
        Skip.If(suite is null || corpus is null, SharedArchives.Missing);
        string file = File.ReadAllText(FilePath());
        Assert.NotEmpty(SupportTable.MeasuredIn(file));
        Assert.Equal(SupportTable.Build(corpus, suite, SupportTable.MeasuredIn(file)), file);
    }

    private static string WithoutShare(string line) => line[..(line.LastIndexOf('|', line.Length - 2) + 1)];

    private static string FilePath([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "..", SupportTable.Path));
}
