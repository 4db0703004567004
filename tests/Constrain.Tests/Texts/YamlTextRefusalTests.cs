// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Texts;

/// <summary>Texts that are refused: why, where, and what to do.</summary>
public sealed class YamlTextRefusalTests
{
    [Theory]
    [InlineData("a: 1\nb: .inf\n", GrammarError.Unsupported, 2, 4, "JSON has no such number", ".inf")]
    [InlineData("- -.INF\n", GrammarError.Unsupported, 1, 3, "JSON has no such number", "-.INF")]
    [InlineData("- .NaN\n", GrammarError.Unsupported, 1, 3, "JSON has no such number", ".NaN")]
    [InlineData("- !foo 3\n", GrammarError.Unsupported, 1, 3, "the tag !foo is not of the core schema", "!foo")]
    [InlineData("- !!timestamp 2001-01-01\n", GrammarError.Unsupported, 1, 3, "the tag !!timestamp", "!!timestamp")]
    [InlineData("- !!binary aGk=\n", GrammarError.Unsupported, 1, 3, "the tag !!binary", "!!binary")]
    [InlineData("- !!set {a}\n", GrammarError.Unsupported, 1, 3, "the tag !!set", "!!set")]
    [InlineData("- !<tag:x,2000:y> 3\n", GrammarError.Unsupported, 1, 3, "the tag tag:x,2000:y", "tag:x,2000:y")]
    [InlineData("- !!int 1.5\n", GrammarError.Syntax, 1, 3, "is not what its tag !!int says", "!!int")]
    [InlineData("- !!bool yes\n", GrammarError.Syntax, 1, 3, "is not what its tag !!bool says", "!!bool")]
    [InlineData("- !!null a\n", GrammarError.Syntax, 1, 3, "is not what its tag !!null says", "!!null")]
    [InlineData("- !!seq {}\n", GrammarError.Syntax, 1, 3, "is not what its tag !!seq says", "!!seq")]
    [InlineData("- !!str []\n", GrammarError.Syntax, 1, 3, "is not what its tag !!str says", "!!str")]
    [InlineData("- !!map x\n", GrammarError.Syntax, 1, 3, "is not what its tag !!map says", "!!map")]
    [InlineData("a: 1\nb: 2\na: 3\n", GrammarError.Syntax, 3, 1, "the mapping has the key twice", "a")]
    [InlineData("{a: 1, \"a\": 3}\n", GrammarError.Syntax, 1, 8, "the mapping has the key twice", "a")]
    [InlineData("x: {p: 1}\n1: b\n", GrammarError.Unsupported, 2, 1, "the key is a number", "1")]
    [InlineData("true: b\n", GrammarError.Unsupported, 1, 1, "the key is a truth value", "true")]
    [InlineData("a: b\nnull: b\n", GrammarError.Unsupported, 2, 1, "the key is null", "null")]
    [InlineData(": b\n", GrammarError.Unsupported, 1, 1, "the key is null", "")]
    [InlineData(".inf: b\n", GrammarError.Unsupported, 1, 1, "the key is a number", ".inf")]
    [InlineData("[a]: b\n", GrammarError.Unsupported, 1, 1, "the key is a sequence", "?")]
    [InlineData("? {a: b}\n: b\n", GrammarError.Unsupported, 1, 3, "the key is a mapping", "?")]
    [InlineData("- &a 1\n- *a : b\n", GrammarError.Unsupported, 2, 3, "the key stands for something that is no string", "a")]
    [InlineData("- &a {b: 1}\n- <<: *a\n", GrammarError.Unsupported, 2, 3, "a merge key", "<<")]
    [InlineData("a: *b\n", GrammarError.Syntax, 1, 4, "nothing before it has that anchor", "*b")]
    [InlineData("--- &a 1\n--- *a\n", GrammarError.Syntax, 2, 5, "nothing before it has that anchor", "*a")]
    [InlineData("&a [1, *a]\n", GrammarError.Unsupported, 1, 8, "a part of what it stands for", "*a")]
    [InlineData("&a {b: {c: *a}}\n", GrammarError.Unsupported, 1, 12, "a part of what it stands for", "*a")]
    [InlineData("a: b: c\n", GrammarError.Syntax, 1, 5, "the text is not valid YAML", null)]
    [InlineData("a:\n  - b\n c: d\n", GrammarError.Syntax, 3, 2, "the text is not valid YAML", null)]
    [InlineData("a: 'b\n", GrammarError.Syntax, 1, 4, "the text is not valid YAML", null)]
    [InlineData("a: \"\\q\"\n", GrammarError.Syntax, 1, 4, "the text is not valid YAML", null)]
    [InlineData("a: 1\n...\n*a\n", GrammarError.Syntax, 3, 1, "the text is not valid YAML", null)]
    [InlineData("...\nb: 1\n", GrammarError.Syntax, 2, 1, "the text is not valid YAML: it ends or goes on where it cannot", null)]
    [InlineData("- !![ x\n", GrammarError.Syntax, 1, 3, "the text is not valid YAML: it ends or goes on where it cannot", null)]
    [InlineData("a: b\0c\n", GrammarError.Syntax, 1, 5, "U+0000 may not stand in YAML as it is", "U+0000")]
    [InlineData("a: 1\nb: \"x\u0085y\"\n", GrammarError.Unsupported, 2, 6, "U+0085 is a line break for some parsers", "U+0085")]
    [InlineData("b: x\u2028y\n", GrammarError.Unsupported, 1, 5, "U+2028 is a line break for some parsers", "U+2028")]
    [InlineData("b: x\uFEFFy\n", GrammarError.Syntax, 1, 5, "U+FEFF may not stand", "U+FEFF")]
    [InlineData("%YAML 1.1\n---\na\n", GrammarError.Unsupported, 1, 1, "the document is of YAML 1.1", "%YAML")]
    public void Read_Text_IsRefusedThere(string yaml, GrammarError error, int line, int column, string problem, string? construct)
    {
        GrammarException e = Assert.Throws<GrammarException>(() => YamlText.Read(yaml));
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
        Assert.Equal((error, line, column, construct), (e.Error, e.Location?.Line, e.Location?.Column, e.Construct));
        Assert.NotNull(e.Hint);
    }

    // Not among the cases above: data of tests is UTF-8, which has no such text.
    [Fact]
    public void HalfASurrogatePair_IsRefusedWhereItStands()
    {
        GrammarException e = Assert.Throws<GrammarException>(() => YamlText.Read("b: 😀\ud83d\n"));
        Assert.Equal((GrammarError.Syntax, "line 1, column 6", "U+D83D"), (e.Error, e.Location!.ToString(), e.Construct));
        e = Assert.Throws<GrammarException>(() => YamlText.FromJson("[\"x\",\"\ude00\"]"));
        Assert.Equal((GrammarError.Syntax, "line 1, column 7"), (e.Error, e.Location!.ToString()));
    }

    [Fact]
    public void ToJson_OfNoneOrSeveralDocuments_IsRefused()
    {
        Assert.Equal(GrammarError.Syntax, Assert.Throws<GrammarException>(() => YamlText.ToJson("# nothing\n")).Error);
        GrammarException e = Assert.Throws<GrammarException>(() => YamlText.ToJson("a: 1\n---\nb: 2\n"));
        Assert.Equal((GrammarError.Unsupported, "line 2, column 1"), (e.Error, e.Location!.ToString()));
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":{\"a\":1},\"a\":2}", GrammarError.Syntax, 1, 20, "the name twice")]
    [InlineData("{\"a\":1,\n \"\\u0061\":2}", GrammarError.Syntax, 2, 2, "the name twice")]
    [InlineData("[1,\n 2,]", GrammarError.Syntax, 2, 4, "not valid JSON")]
    [InlineData("[\"é\",]", GrammarError.Syntax, 1, 6, "not valid JSON")]
    [InlineData("", GrammarError.Syntax, 1, 1, "not valid JSON")]
    [InlineData("1 2", GrammarError.Syntax, 1, 3, "not valid JSON")]
    [InlineData("[\"x\",\"\\ud83d\"]", GrammarError.Syntax, 1, 6, "half a surrogate pair")]
    public void FromJson_Text_IsRefusedThere(string json, GrammarError error, int line, int column, string problem)
    {
        GrammarException e = Assert.Throws<GrammarException>(() => YamlText.FromJson(json));
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
        Assert.Equal((error, line, column), (e.Error, e.Location?.Line, e.Location?.Column));
        Assert.NotNull(e.Hint);
    }

    [Theory]
    [InlineData(1001, 'k')]
    [InlineData(161, ':')]
    [InlineData(161, '\n')]
    [InlineData(1001, '中')]
    public void FromJson_NameTooLongForAKey_IsRefused(int length, char letter)
    {
        string json = $"[{{\"{new string(letter, length).Replace("\n", "\\n", StringComparison.Ordinal)}\":1}}]";
        GrammarException e = Assert.Throws<GrammarException>(() => YamlText.FromJson(json));
        Assert.Equal((GrammarError.LimitExceeded, "line 1, column 3"), (e.Error, e.Location!.ToString()));
        Assert.Contains(length > 1000 ? "a key without quotes has at most 1000" : "a key in quotes has at most 160", e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("- ? ")]
    [InlineData("&a [")]
    [InlineData("[{a: ")]
    public void Read_NestedTooDeeply_IsRefused_WithoutAnOverflow(string open)
    {
        foreach (int levels in new[] { 5_000, 50_000 })
        {
            GrammarException e = Assert.Throws<GrammarException>(() => YamlText.Read(string.Concat(Enumerable.Repeat(open, levels))));
            Assert.True(e.Error == GrammarError.LimitExceeded || open.Contains('?', StringComparison.Ordinal), e.Message);
        }
    }

    [Fact]
    public void FromJson_NestedTooDeeply_IsRefused_WithoutAnOverflow()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100_000));
        GrammarException e = Assert.Throws<GrammarException>(() => YamlText.FromJson(deep));
        Assert.Equal((GrammarError.LimitExceeded, "line 1, column 4097"), (e.Error, e.Location!.ToString()));
        Assert.NotEmpty(YamlText.FromJson(string.Concat(Enumerable.Repeat("[", 4096)) + string.Concat(Enumerable.Repeat("]", 4096))));
    }

    [Fact]
    public void Read_BillionLaughs_IsRefused()
    {
        string yaml = "a0: &a0 lol\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));
        GrammarException e = Assert.Throws<GrammarException>(() => YamlText.Read(yaml));
        Assert.Equal(GrammarError.LimitExceeded, e.Error);
        Assert.Contains("aliases stand for more than", e.Problem, StringComparison.Ordinal);

        string longText = $"- &a {new string('x', 1 << 20)}\n" + string.Concat(Enumerable.Repeat("- *a\n", 100));
        e = Assert.Throws<GrammarException>(() => YamlText.Read(longText));
        Assert.Contains("bytes of JSON", e.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AliasesThatNest_AreRefusedByDepth()
    {
        // Each is one level on top of the one before: more levels than lines could have by indentation.
        string yaml = "- &a0 []\n" + string.Concat(Enumerable.Range(1, 5000).Select(i => $"- &a{i} [*a{i - 1}]\n"));
        GrammarException e = Assert.Throws<GrammarException>(() => YamlText.Read(yaml));
        Assert.Equal(GrammarError.LimitExceeded, e.Error);
    }

    [Fact]
    public void Read_HexadecimalTooLong_IsRefused() =>
        Assert.Equal(GrammarError.LimitExceeded, Assert.Throws<GrammarException>(() => YamlText.ToJson("0x" + new string('f', 10_001))).Error);
}
