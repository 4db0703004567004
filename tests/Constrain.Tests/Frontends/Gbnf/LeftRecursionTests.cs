// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>Left recursion of every kind, beside a grammar of the same language without it.</summary>
public class LeftRecursionTests
{
    private const int MaxLength = 7;

    [Theory]
    [InlineData("root ::= root \"a\" | \"b\"", "root ::= \"b\" \"a\"*")]
    [InlineData("root ::= root \"a\" |", "root ::= \"a\"*")]
    [InlineData("root ::= root \"a\" | root \"b\" | \"a\"", "root ::= \"a\" [ab]*")]
    [InlineData("root ::= root root | \"a\" | \"b\"", "root ::= [ab]+")]
    [InlineData("root ::= root root | \"ab\" |", "root ::= \"ab\"*")]
    [InlineData("root ::= root \"b\" root | \"a\"", "root ::= \"a\" (\"b\" \"a\")*")]
    public void Direct(string leftRecursive, string plain) => CheckSame(leftRecursive, plain);

    [Theory]
    [InlineData("root ::= a \"b\" | \"b\"\na ::= root \"a\"", "root ::= \"b\" \"ab\"*")]
    [InlineData("root ::= a \"a\" | \"b\"\na ::= c | \"a\"\nc ::= root \"b\"", "root ::= (\"b\" | \"aa\") \"ba\"*")]
    [InlineData("root ::= a | b\na ::= b \"a\" | \"a\"\nb ::= a \"b\" | \"b\"", "root ::= \"a\" \"ba\"* \"b\"? | \"b\" \"ab\"* \"a\"?")]
    public void Indirect(string leftRecursive, string plain) => CheckSame(leftRecursive, plain);

    [Theory]
    [InlineData("root ::= opt root \"a\" | \"b\"\nopt ::= \"a\" |", "root ::= \"b\" \"a\"* | \"a\" root \"a\"")]
    [InlineData("root ::= \"a\"? root \"b\" | \"b\"", "root ::= \"b\"+ | \"a\" root \"b\"")]
    [InlineData("root ::= opt opt root \"b\" | \"a\"\nopt ::= opt \"a\" |", "root ::= \"a\" | \"a\"+ \"b\"+")]
    [InlineData("root ::= a root | \"b\"\na ::= a a | \"a\" |", "root ::= \"a\"* \"b\"")]
    [InlineData("root ::= (root | \"\") \"a\" (root | \"\") | \"b\"", "root ::= (\"b\" | \"a\" \"b\"?) (\"a\" \"b\"?)*")]
    public void ThroughNullableRules(string leftRecursive, string plain) => CheckSame(leftRecursive, plain);

    [Theory]
    [InlineData("root ::= root* \"a\"", "root ::= \"a\"+")]
    [InlineData("root ::= root? \"a\"", "root ::= \"a\"+")]
    [InlineData("root ::= root+ \"a\" | \"b\"", "root ::= \"b\" | \"b\" [ab]* \"a\"")]
    [InlineData("root ::= root{2} \"a\" | \"b\"", "root ::= \"b\" rest\nrest ::= root \"a\" rest |")]
    [InlineData(
        "root ::= x{2} root \"b\" | \"a\"\nx ::= \"a\" x \"b\" |",
        "root ::= xx root \"b\" | \"a\" \"b\"*\nxx ::= x x?\nx ::= \"a\" x? \"b\"")]
    [InlineData("root ::= a{0,3} \"a\"\na ::= root*", "root ::= \"a\"+")]
    [InlineData("root ::= (\"a\"* root){1,2} | \"b\"", "root ::= [ab]* \"b\"")]
    public void InRepetitions(string leftRecursive, string plain) => CheckSame(leftRecursive, plain);

    [Theory]
    [InlineData("root ::= root | \"a\"", "root ::= \"a\"")]
    [InlineData("root ::= a\na ::= b\nb ::= a | root | \"a\"", "root ::= \"a\"")]
    [InlineData("root ::= a | \"b\"\na ::= root opt | \"a\"\nopt ::= \"b\" |", "root ::= (\"a\" | \"b\") \"b\"*")]
    [InlineData("root ::= root* | \"a\"", "root ::= \"a\"*")]
    [InlineData("root ::= root? root? | \"a\"", "root ::= \"a\"*")]
    public void Cyclic(string leftRecursive, string plain) => CheckSame(leftRecursive, plain);

    [Fact]
    public void ExpressionGrammar_OfATextbook_NeedsFewStates()
    {
        Automaton automaton = Gbnf.Compile(
            """
            root   ::= root "+" term | root "-" term | term
            term   ::= term "*" factor | term "/" factor | factor
            factor ::= "(" root ")" | [0-9]+ | [a-z]+
            """);

        Assert.True(automaton.Accepts("(a+12)*b-c/(4)"));
        Assert.False(automaton.Accepts("(a+12"));
        Assert.True(automaton.After("(a+)").IsDead);
        Assert.True(automaton.Accepts(string.Join("+", Enumerable.Repeat("a*b", 3000))));
        Assert.InRange(automaton.Count, 1, 100);
    }

    [Fact]
    public void ManyRules_ThatAreLeftRecursiveTogether_AreTransformedWhenTheyAreReached()
    {
        const int count = 500;
        string rules = string.Concat(Enumerable.Range(0, count).Select(i => $"r{i} ::= r{(i + 1) % count} \"a\" | \"b{i}.\"\n"));
        Automaton automaton = Gbnf.Compile($"root ::= r0\n{rules}");

        Assert.True(automaton.Accepts("b3.aaa"));
        Assert.True(automaton.Accepts("b0." + new string('a', count)));
        Assert.False(automaton.Accepts("b3.aa"));
        Assert.False(automaton.Accepts("b0.a"));
    }

    [Fact]
    public void TooManyRules_ThatAreLeftRecursiveTogether_AreRefusedByName()
    {
        const int count = 5000;
        string rules = string.Concat(Enumerable.Range(0, count).Select(i => $"r{i} ::= r{(i + 1) % count} \"a\" | \"b\"\n"));
        GrammarException error = Gbnf.Refused($"root ::= \"x\" r0\n{rules}");

        Assert.Equal(GrammarError.LimitExceeded, error.Error);
        Assert.Equal(2, error.Location!.Line);
        Assert.Equal("r0", error.Construct);
    }

    [Fact]
    public void MinimumLength_OfALeftRecursiveRule_CountsWhatMustFollow()
    {
        Automaton automaton = Gbnf.Compile("root ::= root \"+++\" | item \"!\"\nitem ::= root \"?\" | \"item\"");

        Assert.Equal(5, automaton.MinLength(automaton.Start));
        Assert.Equal(2, automaton.MinLength(automaton.After("item!+")));
        Assert.Equal(1, automaton.MinLength(automaton.After("item!+++?")));
    }

    private static void CheckSame(string leftRecursive, string plain)
    {
        Automaton actual = Gbnf.Compile(leftRecursive);
        Automaton expected = Gbnf.Compile(plain);
        Assert.All(Gbnf.Words(MaxLength), word => Assert.Equal(expected.Accepts(word), actual.Accepts(word)));
        Assert.Equal(expected.MinLength(expected.Start), actual.MinLength(actual.Start));
    }
}
