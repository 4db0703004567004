// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;

namespace Constrain.Tests.Frontends.Patterns;

/// <summary>Malformed and refused regexes: the kind of error, the offset, and the text at fault.</summary>
public class RegexRefusalTests
{
    [Theory]
    [InlineData("a)", 1, ")")]
    [InlineData("x(a", 1, "(")]
    [InlineData("x(?:a|b", 1, "(")]
    [InlineData("x[a", 1, "[")]
    [InlineData("[", 0, "[")]
    [InlineData("*a", 0, "*")]
    [InlineData("a|+", 2, "+")]
    [InlineData("{2}", 0, "{2}")]
    [InlineData("a**", 2, "*")]
    [InlineData("a+?*", 3, "*")]
    [InlineData("a{1}{2}", 4, "{2}")]
    [InlineData("ba{3,1}", 2, "{3,1}")]
    [InlineData("^*", 1, "*")]
    [InlineData("(?=a)+", 5, "+")]
    [InlineData("\\b?", 2, "?")]
    [InlineData("a\\", 1, "\\")]
    [InlineData("[\\", 1, "\\")]
    [InlineData("[z-a]", 1, "z-a")]
    [InlineData("\\Aa", 0, "\\A")]
    [InlineData("a\\z", 1, "\\z")]
    [InlineData("a\\Z", 1, "\\Z")]
    [InlineData("a\\y", 1, "\\y")]
    [InlineData("\\a", 0, "\\a")]
    [InlineData("\\01", 0, "\\01")]
    [InlineData("[\\1]", 1, "\\1")]
    [InlineData("[\\B]", 1, "\\B")]
    [InlineData("\\x4", 0, "\\x4")]
    [InlineData("\\u12x", 0, "\\u12")]
    [InlineData("\\u{110000}", 0, "\\u{110000}")]
    [InlineData("\\u{}", 0, "\\u{}")]
    [InlineData("\\u{12", 0, "\\u")]
    [InlineData("\\c1", 0, "\\c")]
    [InlineData("\\p{L", 0, "\\p")]
    [InlineData("\\pL", 0, "\\p")]
    [InlineData("(?<>a)", 0, "(?<>")]
    [InlineData("(?<a b>a)", 0, "(?<a ")]
    [InlineData("(?z)", 0, "(?z")]
    [InlineData("(?#c)", 0, "(?#")]
    [InlineData("(?i", 0, "(?")]
    [InlineData("(?", 0, "(?")]
    public void Ecma_Malformed(string pattern, int offset, string construct) =>
        Check(RegexDialect.Ecma262, GrammarError.Syntax, pattern, offset, construct);

    [Fact]
    public void HalfASurrogatePair_InTheText_IsMalformed()
    {
        Check(RegexDialect.Ecma262, GrammarError.Syntax, "a\uD83Db", 1, null);
        Check(RegexDialect.DotNet, GrammarError.Syntax, "a[\uDE00]", 2, null);
    }

    [Theory]
    [InlineData("(a)\\1", 3, "\\1")]
    [InlineData("(?<n>a)\\k<n>", 7, "\\k")]
    [InlineData("(?P<n>a)(?P=n)", 8, "(?P=")]
    [InlineData("a(?R)", 1, "(?R")]
    [InlineData("a(?1)", 1, "(?1")]
    [InlineData("(?(1)a|b)", 0, "(?(")]
    [InlineData("(?>a)", 0, "(?>")]
    [InlineData("(?|a)", 0, "(?|")]
    [InlineData("xa*+", 2, "*+")]
    [InlineData("xa{2}+", 2, "{2}+")]
    [InlineData("\\Ga", 0, "\\G")]
    [InlineData("a\\K", 1, "\\K")]
    [InlineData("a\\R", 1, "\\R")]
    [InlineData("\\X", 0, "\\X")]
    [InlineData("a\\p{Foo}", 1, "\\p{Foo}")]
    [InlineData("\\p{scx=Greek}", 0, "\\p{scx=Greek}")]
    [InlineData("\\p{Emoji}", 0, "\\p{Emoji}")]
    [InlineData("\\p{Greek}", 0, "\\p{Greek}")]
    [InlineData("[\\p{Script=Nope}]", 1, "\\p{Script=Nope}")]
    [InlineData("[[:alpha:]]", 1, "[:alpha:]")]
    [InlineData("a\\uD83D", 1, "\\uD83D")]
    [InlineData("a\\uDE00b", 1, "\\uDE00")]
    [InlineData("x(?<=a\\b)", 1, "(?<=")]
    [InlineData("(?<!$)", 0, "(?<!")]
    [InlineData("(?:(?<=(?=a)))*", 3, "(?<=")]
    public void Ecma_Unsupported(string pattern, int offset, string construct) =>
        Check(RegexDialect.Ecma262, GrammarError.Unsupported, pattern, offset, construct);

    [Theory]
    [InlineData(GrammarError.Unsupported, "\\p{IsGreek}", 0, "\\p{IsGreek}")]
    [InlineData(GrammarError.Unsupported, "\\p{Letter}", 0, "\\p{Letter}")]
    [InlineData(GrammarError.Unsupported, "\\p{Cs}", 0, "\\p{Cs}")]
    [InlineData(GrammarError.Unsupported, "(?<a-b>c)", 0, "(?<a-")]
    [InlineData(GrammarError.Unsupported, "a(?x) b", 3, "x")]
    [InlineData(GrammarError.Unsupported, "a[😀]", 2, "😀")]
    [InlineData(GrammarError.Unsupported, "a😀*", 3, "😀*")]
    [InlineData(GrammarError.Unsupported, "\\uD83D\\uDE00?", 12, "\\uD83D\\uDE00?")]
    [InlineData(GrammarError.Unsupported, "[\\uD800]", 1, "\\uD800")]
    [InlineData(GrammarError.Unsupported, "\\1(a)", 0, "\\1")]
    [InlineData(GrammarError.Syntax, "\\_", 0, "\\_")]
    [InlineData(GrammarError.Syntax, "\\Q", 0, "\\Q")]
    [InlineData(GrammarError.Syntax, "[.-\\w]", 1, ".-\\w")]
    [InlineData(GrammarError.Syntax, "[a-[b]c]", 6, "c")]
    [InlineData(GrammarError.Syntax, "[]", 0, "[")]
    [InlineData(GrammarError.Syntax, "(?#c", 0, "(?#")]
    [InlineData(GrammarError.Syntax, "\\u{41}", 0, "\\u")]
    public void DotNet_Refused(GrammarError error, string pattern, int offset, string construct) =>
        Check(RegexDialect.DotNet, error, pattern, offset, construct);

    [Theory]
    [InlineData(GrammarError.Syntax, "a(?=b)", 1, "(?=")]
    [InlineData(GrammarError.Syntax, "a(?<!b)", 1, "(?<!")]
    [InlineData(GrammarError.Syntax, "a\\Z", 1, "\\Z")]
    [InlineData(GrammarError.Syntax, "\\u0041", 0, "\\u")]
    [InlineData(GrammarError.Syntax, "[[:nope:]]", 1, "[:nope:]")]
    [InlineData(GrammarError.Syntax, "(?x)a", 0, "(?x")]
    [InlineData(GrammarError.Unsupported, "\\C", 0, "\\C")]
    [InlineData(GrammarError.Unsupported, "\\x{D800}", 0, "\\x{D800}")]
    [InlineData(GrammarError.Unsupported, "(a)\\2", 3, "\\2")]
    [InlineData(GrammarError.Unsupported, "\\p{Letter}", 0, "\\p{Letter}")]
    public void Re2_Refused(GrammarError error, string pattern, int offset, string construct) =>
        Check(RegexDialect.Re2, error, pattern, offset, construct);

    [Theory]
    [InlineData("ba{2147483647}", 2, "{2147483647}")]
    [InlineData("a{1,99999999999999999999}", 1, "{1,99999999999999999999}")]
    [InlineData("(?<=a.{12})b", 0, "(?<=")]
    [InlineData("(?:(?=.{12}a)b)*c", 3, "(?=")]
    [InlineData("(?:(?:(?:\\ba\\b ){100}){100}){100}", 16, "{100,100}")]
    public void PastALimit(string pattern, int offset, string construct) =>
        Check(RegexDialect.Ecma262, GrammarError.LimitExceeded, pattern, offset, construct);

    [Fact]
    public void TooLong_IsRefusedAtTheLimit()
    {
        const int Limit = PatternParser.MaxLength;
        Check(RegexDialect.Ecma262, GrammarError.LimitExceeded, new string('a', Limit + 1), Limit, null);
    }

    [Fact]
    public void Message_HasThePlaceAndTheWayOut()
    {
        GrammarException error = Assert.Throws<GrammarException>(() => new Languages().Full("x[a", RegexDialect.Ecma262));

        Assert.Equal("offset 1: the class is not closed; add \"]\", or escape the bracket as \\[", error.Message);
    }

    private static void Check(RegexDialect dialect, GrammarError kind, string pattern, int offset, string? construct)
    {
        GrammarException error = Assert.Throws<GrammarException>(() => new Languages().Search(pattern, dialect));

        Assert.Equal((kind, offset, construct), (error.Error, error.Location?.Offset, error.Construct));
        Assert.False(string.IsNullOrEmpty(error.Hint), "a refusal says what to do");
    }
}
