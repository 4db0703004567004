// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit.Yaml;

namespace Constrain.Tests.Frontends.Yaml;

/// <summary>Words that stand without quotes are read as themselves; a share of them here, and all in <c>Constrain.Conformance yaml-words</c>.</summary>
public sealed class YamlWordLaws(NpmParsers npm) : IClassFixture<NpmParsers>
{
    /// <summary>No divisor of the number of letters in an alphabet, so that the share has words of all kinds.</summary>
    private const int OneIn = 101;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_WithoutQuotes_AreStringsToYamlDotNet(bool keys) => AssertRead(keys, text => [CoreSchemaReader.Read(text), YamlDotNetReader.Read(text)]);

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_WithoutQuotes_AreStringsToIndependentParsers(bool keys) => AssertRead(keys, npm.Require().Read);

    private static void AssertRead(bool keys, Func<string, IReadOnlyList<YamlReading>> read)
    {
        int words = 0;
        foreach ((string[] some, string text) in YamlWords.Documents(keys, OneIn))
        {
            words += some.Length;
            foreach (YamlReading reading in read(text))
            {
                string[]? otherwise = YamlWords.Otherwise(some, keys, reading);
                Assert.True(otherwise is { Length: 0 }, $"{reading.Reader}: {(otherwise is null ? reading.Error + " in " + text : string.Join("  ", otherwise))}");
            }
        }

        Assert.InRange(words, 1_000, int.MaxValue);
    }
}
