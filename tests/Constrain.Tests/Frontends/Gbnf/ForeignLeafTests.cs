// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>Leaves that other languages describe: tokens of a vocabulary, regexes and JSON Schemas.</summary>
public class ForeignLeafTests
{
    private static readonly Vocabulary Tokens = Vocabulary.FromTokens(
        [.. new[] { "a", "<think>", "</think>", "b", "", "<end>", "{", "}", "\"" }.Select(t => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(t)))], [5]);

    [Theory]
    [InlineData("root ::= <think> !</think>* </think> \"a\"", new[] { 1, 0, 1, 3, 2, 0 }, true)]
    [InlineData("root ::= <think> !</think>* </think> \"a\"", new[] { 1, 2, 0 }, true)]
    [InlineData("root ::= <think> !</think>* </think> \"a\"", new[] { 1, 2, 2 }, false)]
    [InlineData("root ::= <think> !</think>{2,3} </think> \"a\"", new[] { 1, 0, 2 }, false)]
    [InlineData("root ::= <[0]> | \"b\"", new[] { 3 }, true)]
    [InlineData("root ::= \"<think>\" | <[0]>", new[] { 1 }, true)]
    [InlineData("root ::= (<think> | \"<think>\") \"a\"", new[] { 1, 0 }, true)]
    [InlineData("root ::= root <[3]> | \"a\"", new[] { 0, 3, 3 }, true)]
    public void Tokens_AreLeaves(string grammar, int[] tokens, bool accepted)
    {
        Matcher matcher = Constraint.FromGbnf(grammar).CreateMatcher(Tokens);

        Assert.Equal(accepted, tokens.All(matcher.TryAccept) && matcher.IsAccepting);
    }

    [Fact]
    public void Token_ThatAloneMayCome_IsNotForcedText()
    {
        Matcher matcher = Constraint.FromGbnf("root ::= <think> \"ab\"").CreateMatcher(Tokens);

        Assert.Equal((0, 3L), (matcher.ForcedBytes().Length, matcher.MinimumBytes));
        Assert.Equal([1], matcher.Mask.ToArray());
        Assert.True(matcher.TryAccept(1));
        Assert.Equal("ab"u8.ToArray(), matcher.ForcedBytes());
    }

    [Theory]
    [InlineData("root ::= \"a\"\n  <thnik>", 2, 3, "did you mean \"<think>\"?")]
    [InlineData("root ::= <[9]>", 1, 10, "only 0 to 8")]
    [InlineData("root ::= !<[9]>", 1, 10, "only 0 to 8")]
    [InlineData("root ::= <end>", 1, 10, "ends generation")]
    [InlineData("root ::= <[4]>", 1, 10, "stands for nothing")]
    public void Vocabulary_WithoutTheToken_IsRefused(string grammar, int line, int column, string message)
    {
        var constraint = Constraint.FromGbnf(grammar);

        GrammarException error = Assert.Throws<GrammarException>(() => constraint.CreateMatcher(Tokens));

        Assert.Equal(GrammarError.Unsupported, error.Error);
        Assert.Equal((line, column), (error.Location!.Line, error.Location.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfAText_IsRefused_WhereTheGrammarHasTokens()
    {
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromGbnf("root ::= \"a\" |\n <think>").Check("a"));

        Assert.Equal((GrammarError.Unsupported, 2, "<think>"), (error.Error, error.Location!.Line, error.Construct));
        Assert.NotNull(error.Hint);
    }

    [Theory]
    [InlineData("root ::= /[a-c]{2,3}/ \";\"", "abc;", true)]
    [InlineData("root ::= /[a-c]{2,3}/ \";\"", "abcd;", false)]
    [InlineData("root ::= /a|b/ /c/", "ac", true)]
    [InlineData("root ::= /a/i+", "aAa", true)]
    [InlineData("root ::= /^a.$/s", "a\n", true)]
    [InlineData("root ::= /^a.$/", "a\n", false)]
    [InlineData("root ::= /[/\\/]+/ | /\\/x/", "//", true)]
    [InlineData("root ::= /[/\\/]+/ | /\\/x/", "/x", true)]
    [InlineData("root ::= \"x\" /(?!ab)[a-z]+/ \"b\"", "xabb", false)]
    [InlineData("root ::= \"x\" /(?!ab)[a-z]+/ \"b\"", "xbab", true)]
    [InlineData("root ::= \"x\"\n  | /y # no comment/", "y # no comment", true)]
    public void Regexes_AreLeaves(string grammar, string text, bool accepted) =>
        Assert.Equal(accepted, Constraint.FromGbnf(grammar).Check(text).IsAccepted);

    [Theory]
    [InlineData("[1,2]\n[3]\n", true)]
    [InlineData("[1,2]\n[\"}\"]\n", true)]
    [InlineData("[1,2]\n[null]\n", false)]
    [InlineData("[1,2]", false)]
    public void Schemas_AreLeaves(string text, bool accepted) =>
        Assert.Equal(accepted, Constraint.FromGbnf("root ::= (line \"\\n\")+\nline ::= %json {\"type\": \"array\", \"items\": {\"anyOf\": [{\"type\": \"integer\"}, {\"const\": \"}\"}]}} # \"{\"").Check(text).IsAccepted);

    [Theory]
    [InlineData("root ::= %json false", "line 1, column 16", GrammarError.Unsatisfiable)]
    [InlineData("root ::= \"x\"\n  %json {\"minimum\": \"a\"}", "line 2, column 9, at /minimum", GrammarError.Syntax)]
    [InlineData("root ::= %json {\"type\": \"array\", \"items\": {\"type\": \"integer\"}, \"uniqueItems\": true}", "line 1, column 16", GrammarError.Unsupported)]
    [InlineData("root ::= %json {\"type\": \"object\"}", "line 1, column 16", GrammarError.Unsupported)]
    [InlineData("root ::= \"x\" | /a(?!)/", "line 1, column 17", GrammarError.Unsatisfiable)]
    [InlineData("root ::= /(a)\\1/", "line 1, column 14", GrammarError.Unsupported)]
    public void Leaf_ThatCannotBe_IsRefusedAtItsPlace(string grammar, string place, GrammarError kind)
    {
        GrammarException error = Gbnf.Refused(grammar);

        Assert.Equal(kind, error.Error);
        Assert.StartsWith(place, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Grammar_WithSchemaAndRegex_IsWrittenAsGbnf()
    {
        var constraint = Constraint.FromGbnf("root ::= /[a-f]+/ \": \" %json {\"enum\": [1, \"x\"]} | \"-\" root");
        var again = Constraint.FromGbnf(constraint.ToGbnf());

        Assert.DoesNotContain("%json", constraint.ToGbnf(), StringComparison.Ordinal);
        foreach (string text in new[] { "abc: 1", "-f: \"x\"", "--a: 1", "a: 2", "g: 1", "- a: 1" })
        {
            Assert.Equal(constraint.Check(text).IsAccepted, again.Check(text).IsAccepted);
        }
    }
}
