// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;

namespace Constrain.Tests.Frontends.Patterns;

/// <summary>Regexes made to hurt: each is compiled and matches rightly, or is refused for passing a limit.</summary>
public class HostileRegexTests
{
    private readonly Languages _languages = new();

    [Fact]
    public void OptionalRepeatedThousandTimes_IsTwoCounters()
    {
        Regex regex = _languages.Full("(a?){1000}a{1000}");

        Assert.True(_languages.Builder.Count < 60);
        Assert.True(_languages.Accepts(regex, new string('a', 1100)));
        Assert.False(_languages.Accepts(regex, new string('a', 999)));
    }

    [Fact]
    public void CountOfAMillion_IsOneCounter()
    {
        Regex regex = _languages.Full("a{1000000}");

        Assert.True(_languages.Builder.Count < 40);
        Assert.Equal(1_000_000, _languages.Builder.MinLength(regex));
        Assert.False(_languages.Accepts(regex, "aaa"));
        Assert.Equal(1_000_000, _languages.Builder.MinLength(_languages.Search("a{1000000,}")));
    }

    [Fact]
    public void NestedCounts_Saturate()
    {
        Regex regex = _languages.Full("((((a{99999}){99999}){99999}){99999}){99999}");

        Assert.False(_languages.Accepts(regex, "a"));
        Assert.True(_languages.Builder.Count < 60, $"{_languages.Builder.Count} nodes");
    }

    [Fact]
    public void TenThousandBrackets_AreOneLetterOrTooDeep()
    {
        Regex? regex = OrTooMuch(() => _languages.Full($"{Repeat("(", 10_000)}a{Repeat(")", 10_000)}"));

        Assert.True(regex is null || regex == _languages.Full("a"));
        Assert.Null(OrTooMuch(() => _languages.Full($"{Repeat("(", 32_000)}a{Repeat(")", 32_000)}"), onSmallStack: true));
    }

    [Theory]
    [InlineData("(?=", ")")]
    [InlineData("(?!", ")")]
    [InlineData("(?<=", ")")]
    [InlineData("(?:", ")*")]
    [InlineData("(?:\\b", ")*")]
    [InlineData("(?:", "|b$)")]
    [InlineData("(?:(?=", ")b)*")]
    public void DeepNesting_OfAnything_Ends(string open, string close)
    {
        string pattern = $"{Repeat(open, 2000)}a{Repeat(close, 2000)}";

        OrTooMuch(() => _languages.Search(pattern));
        Assert.Null(OrTooMuch(() => _languages.Search($"{Repeat(open, 6000)}a{Repeat(close, 6000)}"), onSmallStack: true));
    }

    [Fact]
    public void AllOfUnicode_IsAnyChar() =>
        Assert.Same(_languages.Encoding.Of(CodePointSet.All), _languages.Full("[\\u0000-\\u{10FFFF}]"));

    [Fact]
    public void ClassOfTwentyThousandMembers_Compiles()
    {
        string members = string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)(0x1000 + (i * 2))));
        Regex regex = _languages.Full($"[{members}]");

        Assert.True(_languages.Accepts(regex, "\u1002"));
        Assert.False(_languages.Accepts(regex, "\u1003"));
    }

    [Fact]
    public void UnionOfFiveThousandWords_IsATree()
    {
        string[] words = [.. Enumerable.Range(0, 5000).Select(i => $"w{i * 7919 % 100_003}")];
        Regex regex = _languages.Full(string.Join('|', words));

        Assert.All(words, word => Assert.True(_languages.Accepts(regex, word)));
        Assert.False(_languages.Accepts(regex, "w"));
        Assert.False(_languages.Accepts(regex, "w79191"));
        Assert.True(_languages.Builder.ClassesOf(regex).Count == 2, "only w can come first");
    }

    [Fact]
    public void UnionOfFiveThousandWords_BesideABoundary_Compiles()
    {
        Regex regex = _languages.Search($"\\b(?:{string.Join('|', Enumerable.Range(0, 5000).Select(i => $"w{i}"))})\\b");

        Assert.True(_languages.Accepts(regex, "- w4999."));
        Assert.False(_languages.Accepts(regex, "w5000"));
    }

    [Fact]
    public void LongestLiteral_Compiles()
    {
        string text = Repeat("abcdefgh", 8192);

        Assert.True(_languages.Accepts(_languages.Full(text), text));
        Assert.False(_languages.Accepts(_languages.Full($"^(?!{text[..60_000]}).*$"), text[..60_000]));
    }

    [Theory]
    [InlineData("(a+)+", "a", true)]
    [InlineData("(a|a|aa)*(a|b|ab)*c?", "ab", true)]
    [InlineData("(.*)*(.*)*(.*)*x", "ab", false)]
    [InlineData("(\\w+\\s?)*$", "ab ", true)]
    public void BacktrackersNightmares_AreLinear(string pattern, string part, bool matches)
    {
        Regex regex = _languages.Full(pattern);

        Assert.Equal(matches, _languages.Accepts(regex, Repeat(part, 2000)));
        Assert.True(_languages.Builder.Count < 200);
    }

    [Fact]
    public void ManyAssertions_Compile()
    {
        Regex regex = _languages.Search(Repeat("\\b", 1000) + "a" + Repeat("(?!x)", 1000));

        Assert.True(_languages.Accepts(regex, "-ab"));
        Assert.False(_languages.Accepts(regex, "-ax"));
    }

    [Fact]
    public void LongForbiddenText_AtEveryCharacter_IsOneSubtraction()
    {
        string forbidden = Repeat("abc", 500);
        Regex regex = _languages.Full($"(?:(?!{forbidden}).){{1,5000}}");

        Assert.True(_languages.Accepts(regex, "x" + forbidden[1..]));
        Assert.False(_languages.Accepts(regex, "x" + forbidden));
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    /// <summary>Null when it passes a limit.</summary>
    private static Regex? OrTooMuch(Func<Regex> compile, bool onSmallStack = false)
    {
        Regex? regex = null;
        Exception? thrown = null;
        void Run()
        {
            try
            {
                regex = compile();
            }
            catch (GrammarException error) when (error.Error == GrammarError.LimitExceeded)
            {
                regex = null;
            }
            catch (Exception error)
            {
                thrown = error;
            }
        }

        if (onSmallStack)
        {
            var thread = new Thread(Run, 256 * 1024);
            thread.Start();
            thread.Join();
        }
        else
        {
            Run();
        }

        return thrown is null ? regex : throw new InvalidOperationException("another error than LimitExceeded", thrown);
    }
}
