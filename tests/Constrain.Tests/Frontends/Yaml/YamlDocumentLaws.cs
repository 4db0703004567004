// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit.Differential;
using Constrain.TestKit.Yaml;

namespace Constrain.Tests.Frontends.Yaml;

/// <summary>Documents drawn under masks are read by every parser as one value, which satisfies the schema; the long run of the same is <c>Constrain.Conformance yaml</c>.</summary>
public sealed class YamlDocumentLaws(NpmParsers npm) : IClassFixture<NpmParsers>
{
    private const int DocumentsPerSchema = 4;
    private const int Variants = 2;

    private static readonly string[] Npm = ["yaml 1.2", "yaml 1.1", "js-yaml", "js-yaml maps", "js-yaml 1.1", "js-yaml 4"];

    /// <summary>All that were written, and as many random ones.</summary>
    private static IEnumerable<YamlSchema> Schemas => YamlSchemas.Written.Concat(YamlSchemas.Random(1).Take(YamlSchemas.Written.Count));

    [Fact]
    public void Documents_AreReadByYamlDotNet_AsValuesThatAreValid()
    {
        var report = new YamlReport();
        Draw(new YamlRun(report, 1, Vocabularies(), [], null), part: 0);

        AssertWell(report, 300);
        Assert.Equal(report.Drawn, report.ReadBy(YamlDotNetReader.Name));
    }

    [SkippableFact]
    public void Documents_AreReadByIndependentParsers_AsTheSameValue_ThatIsValid()
    {
        YamlParsers parsers = npm.Require();
        using var validators = Oracles.Start();
        var report = new YamlReport();
        Draw(new YamlRun(report, 2, Vocabularies(), [parsers], validators), part: 1);

        AssertWell(report, 300);
        Assert.All(Npm, reader => Assert.Equal(report.Drawn, report.ReadBy(reader)));
        Assert.True(report.Validated.Asked > 20, $"only {report.Validated.Asked} were validated");
    }

    [SkippableFact]
    public void Values_ThatThePrinterWrites_AreReadByIndependentParsersAsThemselves()
    {
        YamlParsers parsers = npm.Require();
        var report = new YamlReport();
        var run = new YamlRun(report, 3, Vocabularies(), [parsers], null);
        run.Print(0, 500);
        run.Finish();

        Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings.Take(4)));
        Assert.All([.. Npm, YamlDotNetReader.Name, CoreSchemaReader.Name], reader => Assert.Equal(500, report.ReadBy(reader)));
    }

    /// <summary>A comparison that could not fail would prove nothing: the traps are sprung where nothing guards from them.</summary>
    [SkippableTheory]
    [InlineData("no\n", "yaml 1.1", "false")]
    [InlineData("y\n", "js-yaml 1.1", "true")]
    [InlineData("1:30\n", "yaml 1.1", "90")]
    [InlineData("017\n", "yaml 1.1", "15")]
    [InlineData("0o17\n", "yaml 1.2", "15")]
    [InlineData("1_000\n", "js-yaml 1.1", "1000")]
    [InlineData("1e3\n", "yaml 1.2", "1000")]
    [InlineData("1e3\n", "js-yaml 1.1", "\"1e3\"")]
    [InlineData("~\n", "js-yaml", "null")]
    [InlineData("<<: {}\n", "js-yaml 4", "{}")]
    [InlineData("2001-01-01\n", "js-yaml 4", null)]
    [InlineData("yes: 1\n", "yaml 1.1", null)]
    [InlineData("1: 1\n", "js-yaml maps", null)]
    [InlineData(".inf\n", "js-yaml", null)]
    [InlineData("a: 1\na: 2\n", "js-yaml", null)]
    [InlineData("a: &x []\nb: *x\n", "yaml 1.2", null)]
    [InlineData("a:\n\tb: 1\n", "yaml 1.2", null)]
    public void Parsers_ReadTraps_EachInItsWay(string text, string reader, string? expected)
    {
        YamlReading reading = Assert.Single(npm.Require().Read(text), r => r.Reader == reader);
        Assert.Equal(expected, reading.Documents?[0]);
        Assert.Equal(expected is null, reading.Error is not null);
    }

    [Theory]
    [InlineData("1.0", "1", true)]
    [InlineData("-0", "0", true)]
    [InlineData("12345678901234567890", "12345678901234567000", true)]
    [InlineData("""{"a":1,"b":[]}""", """{"b":[],"a":1e0}""", true)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("0.1", "0.10000000149011612", false)]
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("\"a\"", "\"A\"", false)]
    [InlineData("null", "false", false)]
    public void Values_AreTheSame_AsDoublesInAnyOrder(string left, string right, bool same) => Assert.Equal(same, SameJson.Equal(left, right));

    private static (string, Vocabulary)[] Vocabularies() => [("small", YamlVocabulary.Small)];

    /// <summary>Draws documents of half of the schemas.</summary>
    private static void Draw(YamlRun run, int part)
    {
        foreach ((int number, YamlSchema schema) in Schemas.Index().Where(s => s.Index % 2 == part))
        {
            run.Draw(schema, number, DocumentsPerSchema, Variants);
        }

        run.Finish();
    }

    private static void AssertWell(YamlReport report, int documents)
    {
        Assert.True(report.Findings.Count == 0, $"{report.Findings.Count} findings\n" + string.Join('\n', report.Findings.Take(4)));
        Assert.True(report.Drawn >= documents, $"only {report.Drawn} documents were drawn\n{report}");
    }
}
