// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.Yaml;

/// <summary>Documents outside of the subset, each beside one inside of it that says the same or nearly so.</summary>
public sealed class YamlRefusalTests
{
    private const string Object = """{"type":"object"}""";
    private const string String = """{"type":"string"}""";
    private const string Number = """{"type":"number"}""";

    private static readonly YamlOptions Plain = new();
    private static readonly YamlOptions Flush = new() { IndentSequences = false };
    private static readonly YamlOptions Four = new() { Indent = 4 };
    private static readonly YamlOptions Start = new() { DocumentStart = true };
    private static readonly YamlOptions Stream = new() { IsStream = true };
    private static readonly YamlOptions Comments = new() { Comments = true };
    private static readonly YamlOptions Quoted = new() { ScalarStyles = YamlScalarStyles.DoubleQuoted };

    public static TheoryData<string, string> AnyValue => new()
    {
        // What is never written: anchors, aliases, tags, explicit keys, flow collections, folded scalars, directives.
        { "a: &x 1\n", "a: 1\n" },
        { "&x a: 1\n", "a: 1\n" },
        { "a: &x b\nc: *x\n", "a: b\nc: b\n" },
        { "a: !!str 1\n", "a: \"1\"\n" },
        { "!!map\na: 1\n", "a: 1\n" },
        { "- !a b\n", "- b\n" },
        { "? a\n: 1\n", "a: 1\n" },
        { "- ? a\n  : 1\n", "- a: 1\n" },
        { "{a: 1}\n", "a: 1\n" },
        { "a: {b: 1}\n", "a:\n  b: 1\n" },
        { "[1]\n", "- 1\n" },
        { "a: [1, 2]\n", "a:\n  - 1\n  - 2\n" },
        { "{ }\n", "{}\n" },
        { "- [ ]\n", "- []\n" },
        { "a: >\n  b\n", "a: |\n  b\n" },
        { "a: >-\n  b\n", "a: |-\n  b\n" },
        { "a: |+\n  b\n\n", "a: |\n  b\n" },
        { "a: |2-\n  b\n", "a: |-\n  b\n" },
        { "a: | # c\n  b\n", "a: |\n  b\n" },
        { "%YAML 1.1\n---\na: 1\n", "a: 1\n" },
        { "%TAG ! !a\n---\na: 1\n", "a: 1\n" },
        { "<<: {}\n", "\"<<\": {}\n" },

        // White space: tabs, carriage returns, spaces too many, line breaks where none is.
        { "a:\t1\n", "a: 1\n" },
        { "\ta: 1\n", "a: 1\n" },
        { "-\ta\n", "- a\n" },
        { "a:\n\tb: 1\n", "a:\n  b: 1\n" },
        { "a: b\t\n", "a: b\n" },
        { "a: b\tc\n", "a: \"b\\tc\"\n" },
        { "a: \"b\tc\"\n", "a: \"b\\tc\"\n" },
        { "a: 'b\tc'\n", "a: 'b c'\n" },
        { "a: 1\r\n", "a: 1\n" },
        { "a: |\r\n  b\r\n", "a: |\n  b\n" },
        { "a: 1\r", "a: 1\n" },
        { "a: 1 \n", "a: 1\n" },
        { "a: b \n", "a: b\n" },
        { "a: \n  b: 1\n", "a:\n  b: 1\n" },
        { "a:  1\n", "a: 1\n" },
        { "a : 1\n", "a: 1\n" },
        { "-  a\n", "- a\n" },
        { "- a\n\n- b\n", "- a\n- b\n" },
        { "\na: 1\n", "a: 1\n" },
        { "a: 1\n\n", "a: 1\n" },
        { "a: 1", "a: 1\n" },
        { "a", "a\n" },
        { "", "\"\"\n" },
        { "\n", "\"\"\n" },
        { " a: 1\n", "a: 1\n" },
        { "\ufeffa: 1\n", "a: 1\n" },

        // Indentation.
        { "a:\n   b: 1\n", "a:\n  b: 1\n" },
        { "a:\n b: 1\n", "a:\n  b: 1\n" },
        { "a:\n    b: 1\n", "a:\n  b: 1\n" },
        { "a:\n  b: 1\n   c: 2\n", "a:\n  b: 1\n  c: 2\n" },
        { "a:\n  b: 1\n c: 2\n", "a:\n  b: 1\nc: 2\n" },
        { "a:\nb: 1\n", "a:\n  b: 1\n" },
        { "a:\n- 1\n", "a:\n  - 1\n" },
        { "a:\n    - 1\n", "a:\n  - 1\n" },
        { "a:\n  - 1\n - 2\n", "a:\n  - 1\n  - 2\n" },
        { "  - 1\n", "- 1\n" },
        { "- a: 1\n b: 2\n", "- a: 1\n  b: 2\n" },
        { "- a: 1\n   b: 2\n", "- a: 1\n  b: 2\n" },
        { "- - 1\n - 2\n", "- - 1\n  - 2\n" },
        { "- - 1\n   - 2\n", "- - 1\n  - 2\n" },
        { "-\n  - 1\n", "- - 1\n" },
        { "-\n  a: 1\n", "- a: 1\n" },
        { "-  - 1\n", "- - 1\n" },
        { "- -1\n-2\n", "- -1\n- -2\n" },
        { "a:\n  1\n", "a: 1\n" },
        { "a:\n  {}\n", "a: {}\n" },
        { "a: |\n b\n", "a: |\n  b\n" },
        { "a: |\n    b\n", "a: |\n  b\n" },
        { "a: |\n  b\n   \n", "a: |\n  b\n" },
        { "a: |-\n  b\n\n", "a: |-\n  b\n" },
        { "a: |-\n\n  b\n", "a: \"\\nb\"\n" },
        { "a: |-\n  \tb\n", "a: \"\\tb\"\n" },
        { "a: |-\n  b\n  \tc\n", "a: \"b\\n\\tc\"\n" },
        { "a: |-\n", "a: \"\"\n" },
        { "a: b\n  c\n", "a: b c\n" },
        { "a: 'b\n  c'\n", "a: 'b c'\n" },
        { "a: \"b\n  c\"\n", "a: \"b c\"\n" },
        { "a: \"b\\\n  c\"\n", "a: \"bc\"\n" },

        // Nothing where a value is.
        { "a:\n", "a: null\n" },
        { "- \n", "- null\n" },
        { "-\n", "- null\n" },
        { "a:\n  b:\n", "a:\n  b: null\n" },
        { ": 1\n", "\"\": 1\n" },

        // Keys: twice in whatever quotes, of other kinds, too long.
        { "a: 1\na: 2\n", "a: 1\nb: 2\n" },
        { "a: 1\nb: 2\na: 3\n", "a: 1\nb: 2\nc: 3\n" },
        { "a: 1\n\"a\": 2\n", "a: 1\n\"a:\": 2\n" },
        { "\"a\": 1\n", "a: 1\n" },
        { "'a': 1\n", "a: 1\n" },
        { "'a:': 1\n", "\"a:\": 1\n" },
        { "\"a\": 1\na: 2\n", "\"a:\": 1\na: 2\n" },
        { "\"1\": 1\n\"1\": 2\n", "\"1\": 1\n\"2\": 2\n" },
        { "a: 1\n'a': 2\n", "a: 1\nb: 2\n" },
        { "- a: 1\n  a: 2\n", "- a: 1\n- a: 2\n" },
        { "1: a\n", "\"1\": a\n" },
        { "null: a\n", "\"null\": a\n" },
        { "yes: a\n", "\"yes\": a\n" },
        { "n: a\n", "\"n\": a\n" },
        { "a:b: 1\n", "\"a:b\": 1\n" },
        { "- - a: 1\n  b: 2\n", "- - a: 1\n    b: 2\n" },
        { "[]: 1\n", "\"[]\": 1\n" },

        // YamlDotNet takes the colon for a part of an alias.
        { "a *: 1\n", "\"a *\": 1\n" },
        { "a *b: 1\n", "\"a *b\": 1\n" },

        // Scalars without quotes that some parser reads as something else, or that none reads.
        { "yes\n", "\"yes\"\n" },
        { "No\n", "'No'\n" },
        { "- on\n", "- \"on\"\n" },
        { "a: off\n", "a: \"off\"\n" },
        { "y\n", "\"y\"\n" },
        { "True\n", "true\n" },
        { "FALSE\n", "false\n" },
        { "Null\n", "null\n" },
        { "~\n", "null\n" },
        { "017\n", "\"017\"\n" },
        { "0o17\n", "\"0o17\"\n" },
        { "0x1F\n", "\"0x1F\"\n" },
        { "0b101\n", "\"0b101\"\n" },
        { "1_000\n", "1000\n" },
        { "1,000\n", "\"1,000\"\n" },
        { "+1\n", "1\n" },
        { "1.\n", "1.0\n" },
        { ".5\n", "0.5\n" },
        { "1e3\n", "1.0e+3\n" },
        { "1.5e3\n", "1.5e+3\n" },
        { "1e+3\n", "1.0e+3\n" },
        { ".inf\n", "\".inf\"\n" },
        { "-.INF\n", "\"-.INF\"\n" },
        { ".nan\n", "\".nan\"\n" },
        { "1:30\n", "\"1:30\"\n" },
        { "190:20:30\n", "\"190:20:30\"\n" },
        { "2001-01-01\n", "\"2001-01-01\"\n" },
        { "2001-12-14t21:59:43.10-05:00\n", "\"2001-12-14t21:59:43.10-05:00\"\n" },
        { "=\n", "\"=\"\n" },
        { ".\n", "\".\"\n" },
        { "-.\n", "\"-.\"\n" },
        { "._\n", "\"._\"\n" },
        { "-\n", "\"-\"\n" },
        { "- -\n", "- \"-\"\n" },
        { "- - \n", "- \"- \"\n" },
        { "--- a\n", "\"--- a\"\n" },
        { "---a\n", "\"---a\"\n" },
        { "...\n", "\"...\"\n" },
        { "? a\n", "\"? a\"\n" },
        { "a: b: c\n", "a: \"b: c\"\n" },
        { "a: b:\n", "a: \"b:\"\n" },
        { "a: b #c\n", "a: \"b #c\"\n" },
        { "a: @b\n", "a: \"@b\"\n" },
        { "a: `b\n", "a: \"`b\"\n" },
        { "a: %b\n", "a: \"%b\"\n" },
        { "a: ,b\n", "a: \",b\"\n" },
        { "a: ]\n", "a: \"]\"\n" },
        { "a: b\u0085c\n", "a: \"b\\u0085c\"\n" },
        { "a: b\u2028c\n", "a: \"b\\u2028c\"\n" },
        { "a: 'b\ufeff'\n", "a: \"b\\ufeff\"\n" },
        { "a: \u0007\n", "a: \"\\u0007\"\n" },

        // Escapes that are not needed, and quotes that do not end.
        { "\"\\u001B\"\n", "\"\\u001b\"\n" },
        { "\"\\x41\"\n", "\"A\"\n" },
        { "\"\\u0041\"\n", "\"A\"\n" },
        { "\"\\/\"\n", "\"/\"\n" },
        { "\"\\e\"\n", "\"\\u001b\"\n" },
        { "\"\\0\"\n", "\"\\u0000\"\n" },
        { "\"\\N\"\n", "\"\\u0085\"\n" },
        { "\"\\ \"\n", "\" \"\n" },
        { "\"\\U0001F600\"\n", "\"😀\"\n" },
        { "\"\\ud83d\\ude00\"\n", "\"😀\"\n" },
        { "\"a\n", "\"a\"\n" },
        { "'a\n", "'a'\n" },
        { "'a'b'\n", "'a''b'\n" },
        { "\"a\"b\n", "\"a\\\"b\"\n" },
        { "\"a\" \n", "\"a\"\n" },

        // Comments and document marks where the options have none.
        { "# c\na: 1\n", "a: 1\n" },
        { "a: 1 # c\n", "a: 1\n" },
        { "a: 1\n# c\n", "a: 1\n" },
        { "---\na: 1\n", "a: 1\n" },
        { "a: 1\n...\n", "a: 1\n" },
        { "a: 1\n---\na: 2\n", "a: 1\n" },
    };

    public static TheoryData<string, string, string> OfAKind => new()
    {
        { Object, "key:value\n", "key: value\n" },
        { Object, "- a: 1\n", "a: 1\n" },
        { Object, "a\n", "a: 1\n" },
        { String, "yes\n", "\"yes\"\n" },
        { String, "1\n", "\"1\"\n" },
        { String, "null\n", "\"null\"\n" },
        { String, "1.5e+3\n", "\"1.5e+3\"\n" },
        { String, "{}\n", "\"{}\"\n" },
        { String, "a: b\n", "'a: b'\n" },
        { String, "- a\n", "\"- a\"\n" },
        { Number, "\"1\"\n", "1\n" },
        { Number, "one\n", "1\n" },
        { """{"type":"null"}""", "\"null\"\n", "null\n" },
        { """{"type":"boolean"}""", "\"true\"\n", "true\n" },
        { """{"type":"string","maxLength":2}""", "|\n  ab\n", "|-\n  ab\n" },
        { """{"type":"string","maxLength":2}""", "abc\n", "ab\n" },
        { """{"type":"string","maxLength":2}""", "'abc'\n", "'a'''\n" },
        { """{"type":"string","maxLength":2}""", "\"\\nab\"\n", "\"\\na\"\n" },
        { """{"type":"string","pattern":"\\n$"}""", "|-\n  a\n", "|\n  a\n" },
        { """{"type":"string","pattern":"^a'b$"}""", "'a''''b'\n", "'a''b'\n" },
        { """{"type":"array","uniqueItems":true}""", "- a\n- \"a\"\n", "- a\n- \"b\"\n" },
        { """{"type":"array","uniqueItems":true}""", "- 'a'\n- |-\n  a\n", "- 'a'\n- |\n  a\n" },
        { """{"enum":["no",false]}""", "no\n", "\"no\"\n" },
        { """{"type":"object","properties":{"a":{"type":"integer"}},"additionalProperties":false}""", "a: 1\nb: 2\n", "a: 1\n" },
        { """{"type":"object","properties":{"a":{"type":"integer"}}}""", "\"a\": one\n", "a: 1\n" },
        { """{"type":"object","propertyNames":{"maxLength":1}}""", "ab: 1\n", "\"\\n\": 1\n" },
    };

    /// <summary>Past what a double holds some parsers read infinity and others a string.</summary>
    [Theory]
    [InlineData("number")]
    [InlineData("integer")]
    public void Number_PastADouble_IsRefused(string type)
    {
        string most = "1" + new string('0', 307);
        AssertRefused($$"""{"type":"{{type}}"}""", Plain, $"{most}0\n", $"{most}\n");
        Assert.Equal(GrammarError.Unsatisfiable, Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema($$"""{"const":{{most}}00}""", new JsonSchemaOptions { Yaml = Plain })).Error);
        Assert.Equal(GrammarError.LimitExceeded, Assert.Throws<GrammarException>(() => YamlText.FromJson($"[{most}00]")).Error);
    }

    [Theory]
    [MemberData(nameof(AnyValue))]
    public void Document_OutsideOfTheSubset_IsRefused(string refused, string accepted) => AssertRefused("true", Plain, refused, accepted);

    [Theory]
    [MemberData(nameof(OfAKind))]
    public void Document_OfAnotherValue_IsRefused(string schema, string refused, string accepted) => AssertRefused(schema, Plain, refused, accepted);

    [Theory]
    [InlineData("a:\n  - 1\n", "a:\n- 1\n")]
    [InlineData("a:\n - 1\n", "a:\n- 1\n")]
    [InlineData("- - 1\n- 2\n  - 3\n", "- - 1\n- 2\n")]
    public void Sequences_InTheColumnOfTheKey_AreNotDeeper(string refused, string accepted) => AssertRefused("true", Flush, refused, accepted);

    [Theory]
    [InlineData("a:\n  b: 1\n", "a:\n    b: 1\n")]
    [InlineData("a:\n  - 1\n", "a:\n    - 1\n")]
    [InlineData("-   a: 1\n    b: 2\n", "- a: 1\n  b: 2\n")]
    [InlineData("- a:\n    b: 1\n", "- a:\n      b: 1\n")]
    [InlineData("a: |\n  b\n", "a: |\n    b\n")]
    [InlineData("- |\n    b\n", "- |\n  b\n")]
    public void Indentation_IsAsSet(string refused, string accepted) => AssertRefused("true", Four, refused, accepted);

    [Theory]
    [InlineData("a: 1\n", "---\na: 1\n")]
    [InlineData("--- a\n", "---\na\n")]
    [InlineData("---\n", "---\nnull\n")]
    [InlineData("---\n---\na: 1\n", "---\na: 1\n")]
    [InlineData("---\na: 1\n---\na: 2\n", "---\na: 1\n")]
    [InlineData("--- \na: 1\n", "---\na: 1\n")]
    public void Mark_BeforeTheDocument_IsAsSet(string refused, string accepted) => AssertRefused("true", Start, refused, accepted);

    [Theory]
    [InlineData("", "---\na: 1\n")]
    [InlineData("a: 1\n---\na: 2\n", "---\na: 1\n---\na: 2\n")]
    [InlineData("---\na: 1\n...\n---\na: 2\n", "---\na: 1\n---\na: 2\n")]
    [InlineData("---\na: 1\na: 2\n", "---\na: 1\n---\na: 1\n")]
    [InlineData("---\n- |-\n  a\n---\n", "---\n- |-\n  a\n---\n1\n")]
    public void Stream_HasMarksBeforeDocuments_AndNothingElse(string refused, string accepted) => AssertRefused("true", Stream, refused, accepted);

    [Theory]
    [InlineData("a: 1 # c\n", "# c\na: 1\n")]
    [InlineData("#c\na: 1\n", "# c\na: 1\n")]
    [InlineData("a:\n# c\n  b: 1\n", "a:\n  # c\n  b: 1\n")]
    [InlineData("a: 1\n# c\n", "a: 1\n# c\nb: 2\n")]
    [InlineData("# 1\n# 2\n# 3\n# 4\na: 1\n", "# 1\n# 2\n# 3\na: 1\n")]
    [InlineData("- # c\n  a: 1\n", "# c\n- a: 1\n")]
    [InlineData("# a\tb\n- 1\n", "# a b\n- 1\n")]
    [InlineData("# \n- 1\n", "# a\n- 1\n")]
    public void Comments_StandBeforeMembersAndItems_AndNowhereElse(string refused, string accepted) => AssertRefused("true", Comments, refused, accepted);

    [Theory]
    [InlineData("\"a\": b\n", "\"a\": \"b\"\n")]
    [InlineData("a: \"b\"\n", "\"a\": \"b\"\n")]
    [InlineData("- 'a'\n", "- \"a\"\n")]
    [InlineData("|-\n  a\n", "\"a\"\n")]
    public void Styles_AreThoseThatAreSet(string refused, string accepted) => AssertRefused("true", Quoted, refused, accepted);

    private static void AssertRefused(string schema, YamlOptions options, string refused, string accepted)
    {
        var constraint = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Yaml = options });
        TextCheck check = constraint.Check(accepted);
        Assert.True(check.IsAccepted, $"refused at byte {check.Offset}, where there should be {check.Reason}: {accepted}");
        Assert.False(constraint.Check(refused).IsAccepted, $"accepted: {refused}");
    }
}
