// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;
using Constrain.Cli.Cases;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Cases;

/// <summary>The case files that users read and run are right, and say what the schemas beside them say.</summary>
public class ExampleCasesTests
{
    public static TheoryData<string> Files => [.. Repository.CaseFiles()];

    public static TheoryData<string> FilesOfSchemas => [.. Repository.CaseFiles().Where(file => File.Exists(SchemaOf(file)))];

    [Theory]
    [MemberData(nameof(Files))]
    public void CaseFile_IsRight(string file)
    {
        CliRun run = CliRun.Of("test", Repository.At(file), "--timeout-ms", "60000");

        Assert.True(run.ExitCode == ExitCode.Ok, run.Out + run.Error);
    }

    [Theory]
    [MemberData(nameof(FilesOfSchemas))]
    public void CaseFile_HasTheSchemaBesideIt(string file)
    {
        JsonNode? schema = JsonNode.Parse(File.ReadAllText(SchemaOf(file)));
        var host = new CliHost { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = TextWriter.Null };

        foreach (CaseLine line in CaseFile.Read(Repository.At(file), host))
            Assert.True(JsonNode.DeepEquals(schema, JsonNode.Parse(line.Case!.Source)), line.Case.Place);
    }

    private static string SchemaOf(string file) => Repository.At(file.Replace(".cases.jsonl", ".schema.json", StringComparison.Ordinal));
}
