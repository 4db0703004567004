// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Automata;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>Grammars made to hurt: each is enforced, or refused by a limit; none overflows the stack or takes minutes.</summary>
/// <remarks>All run on a thread with 1 MiB of stack, as a server's may have.</remarks>
public class GbnfHostileTests
{
    private const int StackSize = 1 << 20;

    [Theory]
    [InlineData("(", "\"a\"", ")", "a", "b")]
    [InlineData("(\"a\" ", "\"b\"", ")?", "aaa", "aaba")]
    [InlineData("(", "\"b\"", " \"a\")", null, "bb")]
    [InlineData("(", "\"b\"", " | \"ac\")", "ac", "bc")]
    [InlineData("(", "\"b\"", ")*", "bbb", "a")]
    [InlineData("(\"x\" ", "\"b\"", ")*", "", "b")]
    [InlineData("(", "\"b\"", " root? \"a\")", null, "a")]
    [InlineData("(\"a\" | \"(\" root \")\" ", "\"b\"", ")", "a", "b")]
    public void NestedGroups_10000Deep(string open, string inner, string close, string? accepted, string dead) => OnASmallStack(() =>
    {
        Automaton automaton = Gbnf.Compile($"root ::= {Repeat(open, 10_000)}{inner}{Repeat(close, 10_000)}");

        Assert.True(accepted is null || automaton.Accepts(accepted));
        Assert.True(automaton.After(dead).IsDead);
    });

    [Fact]
    public void NestedOptionalGroups_OnTheLeft_AreTheirWordsOrALimit() => OnASmallStack(() =>
    {
        try
        {
            Automaton automaton = Gbnf.Compile($"root ::= {Repeat("(", 10_000)}\"b\"{Repeat(" \"a\")?", 10_000)}");
            Assert.True(automaton.Accepts("baaa"));
        }
        catch (GrammarException error)
        {
            Assert.Equal(GrammarError.LimitExceeded, error.Error);
        }
    });

    [Fact]
    public void UnclosedGroups_AMillionDeep_AreASyntaxError() => OnASmallStack(() =>
    {
        GrammarException error = Gbnf.Refused("root ::= " + new string('(', 1_000_000));

        Assert.Equal((GrammarError.Syntax, 1_000_009), (error.Error, error.Location!.Column));
    });

    [Theory]
    [InlineData("r{0}", "\"a\" root | \"b\"", "aab", "c")]
    [InlineData("r{0} | \"x\"", "\"a\" root | \"b\"", "aaax", "c")]
    [InlineData("r{0} | \"x{0}\"", "\"b\"", "x3", "xa")]
    [InlineData("\"x\" r{0} \"y\"", "\"b\"", null, "xxxy")]
    [InlineData("r{0} r{0}", "\"b\"", null, "bbba")]
    [InlineData("r{0} \"x\"", "\"a\" root | \"b\"", null, "bxxa")]
    [InlineData("\"a\"? r{0}", "\"b\"", "aab", "aac")]
    [InlineData("r{0}? \"a\"", "\"b\" root", "aaa", "c")]
    public void ChainOf10000Rules(string body, string last, string? accepted, string dead) => OnASmallStack(() =>
    {
        const int count = 10_000;
        IEnumerable<string> rules = Enumerable.Range(0, count)
            .Select(i => $"{(i == 0 ? "root" : $"r{i}")} ::= {body.Replace("{0}", $"{i + 1}", StringComparison.Ordinal)}\n");
        Automaton automaton = Gbnf.Compile($"{string.Concat(rules)}r{count} ::= {last}");

        Assert.True(accepted is null || automaton.Accepts(accepted));
        Assert.True(automaton.After(dead).IsDead);
    });

    [Theory]
    [InlineData("\"w{0}\"", "w77", "w10000")]
    [InlineData("\"(\" root \")\" | \"w{0}\"", "((w77))", "w77)")]
    [InlineData("\"(\" root \"{0})\" | \"w{0}\"", "((w77)", "(w77a")]
    public void UnionOf10000Rules(string body, string alive, string dead) => OnASmallStack(() =>
    {
        string[] names = [.. Enumerable.Range(0, 10_000).Select(i => $"r{i}")];
        IEnumerable<string> rules = names.Select((name, i) => $"{name} ::= {body.Replace("{0}", $"{i}", StringComparison.Ordinal)}\n");
        Automaton automaton = Gbnf.Compile($"root ::= {string.Join(" | ", names)}\n{string.Concat(rules)}");

        Assert.False(automaton.After(alive).IsDead);
        Assert.True(automaton.After(dead).IsDead);
    });

    [Theory]
    [InlineData("\"a\"{0,1000000}", 5000, 0)]
    [InlineData("\"a\"{1000000}", 10, 999_990)]
    [InlineData("x{0,1000000}", 5000, 0)]
    [InlineData("x{1000000,}", 10, 999_990)]
    [InlineData("(x{100000} \"b\"){100000}", 10, 10_000_099_990)]
    [InlineData("(\"a\"? \"b\"?){0,1000000}", 1000, 0)]
    [InlineData("(x? x?){0,1000000}", 200, 0)]
    [InlineData("[ab]* \"a\" [ab]{1000}", 1001, 0)]
    public void LargeBounds_AreCounters(string body, int letters, long left) => OnASmallStack(() =>
    {
        Automaton automaton = Gbnf.Compile($"root ::= {body}\nx ::= \"(\" x \")\" | \"a\"");
        State state = automaton.After(new string('a', letters));

        Assert.False(state.IsDead);
        Assert.Equal(left, automaton.MinLength(state));
    });

    [Fact]
    public void LongTexts_AreNoDeeperThanShortOnes() => OnASmallStack(() =>
    {
        string text = new('a', 200_000);
        Automaton automaton = Gbnf.Compile($"root ::= (\"{text}b\" | \"{text}c\") root? {Repeat("x ", 100_000)}\nx ::= \"(\" x \")\" | \"x\"");

        Assert.Equal(300_001, automaton.MinLength(automaton.Start));
        Assert.False(automaton.After(text + "c").IsDead);
    });

    [Fact]
    public void ManyRules_AreALimit() => OnASmallStack(() =>
    {
        IEnumerable<string> rules = Enumerable.Range(0, 70_000).Select(i => $"{(i == 0 ? "root" : $"r{i}")} ::= \"a\" r{i + 1}\n");

        Assert.Equal(GrammarError.LimitExceeded, Gbnf.Refused($"{string.Concat(rules)}r70000 ::= root | \"b\"").Error);
    });

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static void OnASmallStack(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(test), StackSize);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new AggregateException(failure);
        }
    }
}
