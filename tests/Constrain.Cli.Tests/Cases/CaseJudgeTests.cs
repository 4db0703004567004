// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Cases;

namespace Constrain.Cli.Tests.Cases;

public class CaseJudgeTests
{
    [Fact]
    public void RightCase_HasNoError()
    {
        CaseResult result = Judge(CaseKind.Regex, "a+", accept: ["a", "aa"], reject: ["", "b"]);

        Assert.Equal(CaseVerdict.Right, result.Verdict);
        Assert.Null(result.Error);
    }

    [Fact]
    public void WrongCase_NamesTheTexts()
    {
        CaseResult result = Judge(CaseKind.Gbnf, "root ::= \"ab\" | \"c\"", accept: ["ab", "x", "abc"], reject: ["b", "c"]);

        Assert.Equal(CaseVerdict.Wrong, result.Verdict);
        Assert.Equal([(1, 0), (2, 2)], result.FalseRejects.Select(text => (text.Index, text.Offset)));
        Assert.Equal([1], result.FalseAccepts.Select(text => text.Index));
    }

    [Fact]
    public void RefusedSource_IsNeitherRightNorWrong()
    {
        CaseResult result = Judge(CaseKind.JsonSchema, "{\"properties\":{\"a\":{\"format\":\"color\"}}}", accept: ["1"], reject: ["{}"]);

        Assert.Equal(CaseVerdict.Refused, result.Verdict);
        Assert.Equal(("Unsupported", "format", "/properties/a/format"), (result.Error!.Code, result.Error.Keyword, result.Error.Pointer));
        Assert.Empty(result.FalseRejects);
        Assert.Empty(result.FalseAccepts);
    }

    [Theory]
    [InlineData("{}", "a:\n  - 1\n  - b: \"no\"\n", "a:\n- 1\n")]
    [InlineData("{}", "a: []\n", "a: [1]\n")]
    [InlineData("{}", "a:\n  - yes and no\n", "a:\n  - yes\n")]
    [InlineData("{}", "a: []\n", "---\na: []\n")]
    [InlineData("{\"indent\":4,\"indentSequences\":false}", "a:\n- b:\n      c: 1\n", "a:\n    - b: 1\n")]
    [InlineData("{\"styles\":[\"plain\",\"double\"]}", "a:\n  - \"x\"\n", "a:\n  - 'x'\n")]
    [InlineData("{\"comments\":true}", "# why\na: []\n", "a: [] # why\n")]
    [InlineData("{\"documentStart\":true}", "---\na: []\n", "a: []\n")]
    [InlineData("{\"stream\":true}", "---\na: []\n---\na:\n  - 1\n", "---\na: []\n---\nb: []\n")]
    public void YamlSchema_JudgesTextsOfYaml(string options, string accept, string reject)
    {
        const string Schema = """{"type":"object","properties":{"a":{"type":"array"}},"additionalProperties":false}""";
        CaseResult result = Judge(CaseKind.YamlSchema, Schema, options, [accept], [reject]);

        Assert.True(result.Verdict == CaseVerdict.Right, result.ToJson());
    }

    [Fact]
    public void SchemaThatNothingSatisfies_IsAVerdict()
    {
        const string Nothing = "{\"type\":\"string\",\"enum\":[1]}";
        CaseResult right = Judge(CaseKind.JsonSchema, Nothing, reject: ["1", "\"a\""]), wrong = Judge(CaseKind.JsonSchema, Nothing, accept: ["1", "2"]);

        Assert.Equal((CaseVerdict.Right, "Unsatisfiable"), (right.Verdict, right.Error!.Code));
        Assert.Equal((CaseVerdict.Wrong, "Unsatisfiable"), (wrong.Verdict, wrong.Error!.Code));
        Assert.Equal([0, 1], wrong.FalseRejects.Select(text => text.Index));
    }

    [Theory]
    [InlineData(CaseKindName.Regex, "a(", "Syntax")]
    [InlineData(CaseKindName.Gbnf, "root ::= nix", "Syntax")]
    [InlineData(CaseKindName.JsonSchema, "{\"type\":5}", "Syntax")]
    [InlineData(CaseKindName.JsonSchema, "{", "Syntax")]
    public void MalformedSource_IsASyntaxError(CaseKindName kind, string source, string code) =>
        Assert.Equal(code, Judge((CaseKind)kind, source).Error!.Code);

    [Theory]
    [InlineData(CaseKindName.JsonSchema, "{\"draft\":\"5\"}", "draft")]
    [InlineData(CaseKindName.JsonSchema, "{\"draft\":null}", "draft")]
    [InlineData(CaseKindName.JsonSchema, "{\"propertyOrder\":\"schemata\"}", "propertyOrder")]
    [InlineData(CaseKindName.JsonSchema, "{\"whitespace\":true}", "whitespace")]
    [InlineData(CaseKindName.JsonSchema, "{\"formats\":\"Assert\"}", "formats")]
    [InlineData(CaseKindName.JsonSchema, "{\"root\":\"root\"}", "root")]
    [InlineData(CaseKindName.JsonSchema, "{\"draft\":\"7\",\"draft\":\"4\"}", "draft")]
    [InlineData(CaseKindName.Regex, "{\"whitespace\":\"any\"}", "whitespace")]
    [InlineData(CaseKindName.Regex, "{\"dialect\":\"perl\"}", "dialect")]
    [InlineData(CaseKindName.JsonSchema, "{\"documents\":[]}", "documents")]
    [InlineData(CaseKindName.JsonSchema, "{\"documents\":{\"b\":true}}", "documents")]
    [InlineData(CaseKindName.JsonSchema, "{\"documents\":{\"http://a/b#c\":true}}", "documents")]
    [InlineData(CaseKindName.YamlSchema, "{\"whitespace\":\"any\"}", "whitespace")]
    [InlineData(CaseKindName.YamlSchema, "{\"indent\":0}", "indent")]
    [InlineData(CaseKindName.YamlSchema, "{\"indent\":\"2\"}", "indent")]
    [InlineData(CaseKindName.YamlSchema, "{\"styles\":\"plain\"}", "styles")]
    [InlineData(CaseKindName.YamlSchema, "{\"styles\":[\"folded\"]}", "styles")]
    [InlineData(CaseKindName.YamlSchema, "{\"comments\":1}", "comments")]
    [InlineData(CaseKindName.YamlSchema, "{\"stream\":null}", "stream")]
    [InlineData(CaseKindName.YamlSchema, "{\"dialect\":\"re2\"}", "dialect")]
    [InlineData(CaseKindName.JsonSchema, "{\"indent\":2}", "indent")]
    [InlineData(CaseKindName.Gbnf, "{\"root\":\"\"}", "root")]
    [InlineData(CaseKindName.Gbnf, "{\"dialect\":\"re2\"}", "dialect")]
    [InlineData(CaseKindName.Gbnf, "{\"colour\":1}", "colour")]
    public void OptionThatIsNotUnderstood_IsAnErrorOfTheCase(CaseKindName kind, string options, string option)
    {
        CaseResult result = Judge((CaseKind)kind, "true", options, accept: ["true"]);

        Assert.Equal((CaseError.Option, option), (result.Error!.Code, result.Error.Keyword));
        Assert.Equal(CaseVerdict.Refused, result.Verdict);
    }

    [Theory]
    [InlineData("{\"whitespace\":\"any\"}", "\t{ \"a\" :\n1.0 }\r\n", true)]
    [InlineData("{}", "\t{ \"a\" :\n1.0 }\r\n", false)]
    [InlineData("{\"whitespace\":\"compact\"}", "{\"a\":1}", true)]
    [InlineData("{\"whitespace\":\"compact\"}", "{\"a\": 1}", false)]
    [InlineData("{\"whitespace\":\"pretty\"}", "{\n  \"a\": 1\n}", true)]
    [InlineData("{\"whitespace\":\"pretty\"}", "{\"a\":1}", false)]
    [InlineData("{\"whitespace\":\"natural\"}", "{ \"a\": 1 }", true)]
    [InlineData("{\"propertyOrder\":\"any\"}", "{\"b\":\"x\",\"a\":1}", true)]
    [InlineData("{\"propertyOrder\":\"schema\"}", "{\"b\":\"x\",\"a\":1}", false)]
    [InlineData("{\"formats\":\"annotate\"}", "{\"a\":1,\"b\":\"x\"}", true)]
    [InlineData("{\"formats\":\"assert-known\"}", "{\"a\":1,\"b\":\"x\"}", true)]
    public void SchemaOptions_ChangeWhatIsAccepted(string options, string text, bool isAccepted)
    {
        const string Schema = """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string","format":"unheard-of"}},"required":["a"]}""";
        string schema = options.Contains("formats", StringComparison.Ordinal) ? Schema : Schema.Replace(",\"format\":\"unheard-of\"", "", StringComparison.Ordinal);

        CaseResult result = Judge(CaseKind.JsonSchema, schema, options, accept: [text]);

        Assert.Null(result.Error);
        Assert.Equal(isAccepted, result.Verdict == CaseVerdict.Right);
    }

    [Theory]
    [InlineData("\"4\"", true)]
    [InlineData("4", true)]
    [InlineData("\"2020-12\"", false)]
    public void Draft_DecidesWhatAKeywordMeans(string draft, bool compiles) => Assert.Equal(
        compiles, Judge(CaseKind.JsonSchema, "{\"minimum\":2,\"exclusiveMinimum\":true}", $$"""{"draft":{{draft}}}""", accept: ["3"], reject: ["2"]).Error is null);

    [Theory]
    [InlineData("""{"documents":{"http://a/b":{"type":"integer"}}}""", true)]
    [InlineData("""{"documents":{"HTTP://A:80/b":"{\"type\":\"integer\"}"}}""", true)]
    [InlineData("""{"documents":{"http://a/c":{"type":"integer"}}}""", false)]
    public void Documents_AreWhatASchemaMayReferTo(string options, bool compiles) => Assert.Equal(
        compiles, Judge(CaseKind.JsonSchema, """{"$ref":"http://a/b"}""", options, accept: ["1"], reject: ["null"]).Error is null);

    [Fact]
    public void Root_IsTheRuleOfAWholeText() =>
        Assert.Equal(CaseVerdict.Right, Judge(CaseKind.Gbnf, "top ::= \"a\"\nroot ::= \"b\"", "{\"root\":\"top\"}", ["a"], ["b"]).Verdict);

    [Fact]
    public void Dialect_DecidesWhatARegexMeans()
    {
        // \d is every Unicode digit in .NET and the ASCII ones elsewhere.
        Assert.Equal(CaseVerdict.Right, Judge(CaseKind.Regex, @"\d", "{\"dialect\":\"dotnet\"}", ["၅"]).Verdict);
        Assert.Equal(CaseVerdict.Right, Judge(CaseKind.Regex, @"\d", "{\"dialect\":\"ecma262\"}", ["5"], ["၅"]).Verdict);
        Assert.Equal(CaseVerdict.Right, Judge(CaseKind.Regex, @"\A\d\z", "{\"dialect\":\"re2\"}", ["5"], ["၅"]).Verdict);
    }

    [Fact]
    public void Json_HasTheShapeOfTheFormat()
    {
        string right = Judge(CaseKind.Regex, "a", accept: ["a"]).ToJson(), refused = Judge(CaseKind.JsonSchema, "{\"format\":\"color\"}").ToJson();
        string wrong = Judge(CaseKind.Regex, "a", accept: ["b", "a", "c"], reject: ["a"]).ToJson();

        Assert.StartsWith("""{"id":"case","compiled":true,"error":null,"falseRejects":[],"falseAccepts":[],"micros":""", right, StringComparison.Ordinal);
        Assert.StartsWith("""{"id":"case","compiled":true,"error":null,"falseRejects":[0,2],"falseAccepts":[0],"micros":""", wrong, StringComparison.Ordinal);
        Assert.StartsWith("""{"id":"case","compiled":false,"error":{"code":"Unsupported","keyword":"format","pointer":"/format","message":"at /format: """, refused, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(wrong).RootElement.GetProperty("micros").GetInt64() >= 0);
    }

    /// <summary>The kinds by another name: test methods are public, and the tool's types are not.</summary>
    public enum CaseKindName
    {
        JsonSchema = CaseKind.JsonSchema,
        YamlSchema = CaseKind.YamlSchema,
        Regex = CaseKind.Regex,
        Gbnf = CaseKind.Gbnf,
    }

    private static CaseResult Judge(CaseKind kind, string source, string options = "{}", string[]? accept = null, string[]? reject = null) =>
        CaseJudge.Judge(new Case("file:1", "case", kind, source, JsonDocument.Parse(options).RootElement, accept ?? [], reject ?? []));
}
