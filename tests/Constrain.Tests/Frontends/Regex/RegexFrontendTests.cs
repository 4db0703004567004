// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Tests.Frontends.Patterns;

/// <summary>What each construct means, in each dialect: texts in the language and texts beside it.</summary>
public class RegexFrontendTests
{
    private readonly Languages _languages = new();

    // Texts are separated by blanks; ε is the empty text, ␤ a newline, ␣ a blank.
    [Theory]
    [InlineData("abc", "abc", "ε ab abcd xabc")]
    [InlineData("", "ε", "a")]
    [InlineData("a|bc|", "a bc ε", "abc b c")]
    [InlineData("[a-cx-]", "a b c x -", "d ε ab")]
    [InlineData("[^a-c]", "d é 😀 ␤", "a b ε dd")]
    [InlineData("[]", "", "ε a ]")]
    [InlineData("[^]", "a ␤ 😀", "ε ab")]
    [InlineData("[\\b]", "\b", "b")]
    [InlineData("[\\d\\-\\]\\\\x]", "1 - ] \\ x", "a")]
    [InlineData("[\\w-.]", "a - .", ", ε")]
    [InlineData("[+--]", "+ , -", "* .")]
    [InlineData("[a-\\d]", "a - 5", "b")]
    [InlineData("[a-zA-Z0-9-_]", "q 7 - _", ".")]
    [InlineData("a*", "ε a aaa", "b ab")]
    [InlineData("a+?b", "ab aab", "b a")]
    [InlineData("a??", "ε a", "aa")]
    [InlineData("a{2}", "aa", "a aaa")]
    [InlineData("a{2,}?", "aa aaaa", "a")]
    [InlineData("a{1,3}", "a aa aaa", "ε aaaa")]
    [InlineData("a{0}", "ε", "a")]
    [InlineData("a{,2}", "a{,2}", "ε a aa")]
    [InlineData("a{x}{", "a{x}{", "a")]
    [InlineData("multi/{level}/{y}.jpg", "multi/{level}/{y}.jpg", "multi/level/y.jpg")]
    [InlineData("(a)(?:b)(?<n>c)(?P<n2>d)", "abcd", "abc")]
    [InlineData(".", "a é 😀 \u0085", "ε ab ␤ \r \u2028 \u2029")]
    [InlineData("(?s:.)", "␤ \u2028", "ε")]
    [InlineData("(?s).", "␤", "ε")]
    [InlineData("(?i)aB", "ab AB Ab", "a")]
    [InlineData("(?i:a)b", "Ab ab", "aB")]
    [InlineData("(?i:a(?-i:b))", "Ab ab", "aB")]
    [InlineData("a(?i)b|c", "aB C c", "AB")]
    [InlineData("(?i)[k-l]", "K l \u212A", "m")]
    [InlineData("(?i)ß", "ẞ ß", "ss")]
    [InlineData("(?i)\\w", "a ſ \u212A", "é")]
    [InlineData("(?i)[^k]", "a", "K k \u212A")]
    [InlineData("\\d\\D\\w\\W\\s\\S", "1aa-␣x", "aaaaaa")]
    [InlineData("\\d", "0 9", "٣ a")]
    [InlineData("\\w", "a Z 0 _", "é - 😀")]
    [InlineData("\\s", "␣ \t ␤ \v \f \r \u00A0 \uFEFF \u2028 \u3000 \u1680 \u200A", "\u0085 \u200B a")]
    [InlineData("\\t\\n\\r\\f\\v\\0", "\t␤\r\f\v\0", "t")]
    [InlineData("\\x41\\u0042\\u{43}\\u{1F600}\\cJ", "ABC😀␤", "x41")]
    [InlineData("\\uD83D\\uDE00", "😀", "ε")]
    [InlineData("[\\uD83D\\uDE00-\\uD83D\\uDE02]", "😀 😁 😂", "😃")]
    [InlineData("[^\\uD800-\\uDFFF]", "a 😀", "ε")]
    [InlineData("😀{2}", "😀😀", "😀")]
    [InlineData("^🐲*$", "ε 🐲 🐲🐲", "🐉")]
    [InlineData("\\-\\_\\/\\.\\@\\%\\#\\é", "-_/.@%#é", "a")]
    [InlineData("]}", "]}", "ε")]
    [InlineData("\\p{L}\\p{Lu}\\p{gc=Nd}\\p{General_Category=Decimal_Number}\\p{Letter}\\p{digit}", "éÉ٣1x2", "1É٣1x2")]
    [InlineData("\\P{L}[^\\p{L}][\\P{L}]", "1-␣", "a11")]
    [InlineData("\\p{Script=Greek}\\p{sc=Cyrl}\\p{Script=Han}", "αж漢", "aaa")]
    [InlineData("\\p{Any}\\p{ASCII}\\p{Assigned}\\p{White_Space}\\p{AHex}", "😀aé␣f", "😀éé␣f")]
    public void Ecma_FullMatch(string pattern, string accepted, string rejected) =>
        Check(_languages.Full(pattern), accepted, rejected);

    [Theory]
    [InlineData("\\d", "٣ 1", "a 𝟙")]
    [InlineData("\\w", "é ٣ _ ‿", "- 𝒳 \u0903")]
    [InlineData("\\W", "- 😀 𝒳", "é")]
    [InlineData("\\s", "\u0085 ␣", "\uFEFF")]
    [InlineData(".", "\r \u2028 😀", "␤")]
    [InlineData("[]a]", "] a", "b")]
    [InlineData("[^]a]", "b", "] a")]
    [InlineData("[a-z-[aeiou]]", "b z", "a e -")]
    [InlineData("[a-z-[d-w-[m]]]", "a m z", "d w")]
    [InlineData("[a-[b]]", "a", "b -")]
    [InlineData("[^a-c-[x]]", "d", "a x")]
    [InlineData("\\Aa\\z", "a", "a␤")]
    [InlineData("a{,2}", "a{,2}", "aa")]
    [InlineData("\\a\\e\\07\\012\\cA\\c@", "\a\u001B\a␤\u0001\0", "a")]
    [InlineData("(?'n'a)(?#note)b", "ab", "a")]
    [InlineData("(?n-x:a)", "a", "b")]
    [InlineData("(?i)k\\p{Lu}", "KA ka \u212Aǅ", "k1")]
    [InlineData("(?i)ſ", "ſ", "s S")]
    [InlineData("\\p{C}", "😀 \u0001", "a")]
    [InlineData("(?:😀)*", "ε 😀😀", "a")]
    public void DotNet_FullMatch(string pattern, string accepted, string rejected) =>
        Check(_languages.Full(pattern, RegexDialect.DotNet), accepted, rejected);

    [Theory]
    [InlineData("\\d\\w\\s", "1a␣", "٣a␣ 1é␣ 1a\v")]
    [InlineData(".", "\r é", "␤")]
    [InlineData("\\pL\\PN\\p{^Lu}\\p{Greek}\\p{Any}", "éaaα😀", "1aaα😀")]
    [InlineData("\\x{1F600}\\x41\\101\\v\\a\\071", "😀AA\v\a9", "x")]
    [InlineData("\\Qa.b*\\E+", "a.b* a.b**", "axb")]
    [InlineData("\\Qa|b", "a|b", "a")]
    [InlineData("[[:alpha:][:^print:]_]", "a Z _ \u0001 é", "1 -")]
    [InlineData("[[:word:]-]", "a -", ".")]
    [InlineData("[[:]", "[ :", "a")]
    [InlineData("[]a]", "] a", "b")]
    [InlineData("(?i)straSSe\\pL", "STRASSEx ſtraſSeX", "s")]
    [InlineData("(?U)a+", "aa", "ε")]
    [InlineData("\\_", "_", "a")]
    public void Re2_FullMatch(string pattern, string accepted, string rejected) =>
        Check(_languages.Full(pattern, RegexDialect.Re2), accepted, rejected);

    [Theory]
    [InlineData("b", "b abc ␤b", "ε a")]
    [InlineData("^a", "a ab", "ba ␤a")]
    [InlineData("a$", "a ba", "ab a␤")]
    [InlineData("^a|b$", "a ab xb", "ba xa")]
    [InlineData("(^a|b)c", "ac acx xbc", "xac")]
    [InlineData("a(?:$|b)", "a xa abx", "ac")]
    [InlineData("^^a$$", "a", "aa")]
    [InlineData("x*^a", "a ab", "xa")]
    [InlineData("a$x*", "a ba", "ax")]
    [InlineData("(^|,)a($|,)", "a a,b b,a b,a,c", "ba ab b,ab")]
    [InlineData("(?:^|-)*b", "b xb -b", "a")]
    [InlineData("(?:a$)*", "ε b", "")]
    [InlineData("a^b|c$d", "", "ab cd")]
    [InlineData("(?m)^a$", "a x␤a␤y a\r", "xa a- ba")]
    [InlineData("\\bfoo\\b", "foo x␣foo␣y -foo-", "foox xfoo foo1")]
    [InlineData("\\Bb\\B", "abc", "b ab bc")]
    [InlineData("^(?!pattern$).*$", "ε patterns x", "pattern")]
    [InlineData("^(?=.*\\d)(?=.*[a-z]).{3,5}$", "a1b 12z45", "abc 123 a1 a12345")]
    [InlineData("(?<=a)b", "ab xab", "b cb")]
    [InlineData("(?<!a)b", "b cb abb", "ab a")]
    [InlineData("(?<=^|,)x", "x a,x", "ax")]
    [InlineData("(?<!^)x", "ax", "x")]
    [InlineData("(?<=(?<!a)b)c", "bc bbc", "abc c")]
    [InlineData("^(?:(?!--).)*$", "ε a-b-c -", "-- a--b")]
    [InlineData("^<(?:(?!>>).)+>>$", "<a>> <a>b>>", "<>> <a>>>> <a")]
    [InlineData("^(?:\\b\\w+\\b ?)+$", "a ab␣cd ab␣", "␣a -")]
    [InlineData("^(?:(?=a)\\w|b)*$", "ε aab", "c ac")]
    [InlineData("[a-z]{2,5}\\b", "ab xab-", "a ab1")]
    public void Ecma_Search(string pattern, string accepted, string rejected) =>
        Check(_languages.Search(pattern), accepted, rejected);

    [Theory]
    [InlineData("^a$", "a a␤", "a␤␤ ba")]
    [InlineData("a\\Z", "a ba␤", "a␤b")]
    [InlineData("a\\z", "a ba", "a␤")]
    [InlineData("(?m)a$", "a␤b", "a\rb")]
    [InlineData("^*a$*", "a bac", "b")]
    [InlineData("\\ba\\b", "a -a-", "éa a\u200D")]
    public void DotNet_Search(string pattern, string accepted, string rejected) =>
        Check(_languages.Search(pattern, RegexDialect.DotNet), accepted, rejected);

    [Fact]
    public void DotNetDollar_UnderFullMatch_IsTheEnd() => Check(_languages.Full("a$", RegexDialect.DotNet), "a", "a␤");

    [Theory]
    [InlineData("^[a-z]+$", "[a-z]+")]
    [InlineData("^(?:a|b)$", "[ab]")]
    [InlineData("^\\Aa$", "a", RegexDialect.Re2)]
    [InlineData("(?:^a$)", "a")]
    [InlineData("^a$|^b$", "a|b")]
    [InlineData("^(https?|ftp)://[^/]+$", "(https?|ftp)://[^/]+")]
    public void AnchoredSearch_IsTheVeryFullMatch(string search, string full, RegexDialect dialect = RegexDialect.Ecma262) =>
        Assert.Same(_languages.Full(full, dialect), _languages.Search(search, dialect));

    [Theory]
    [InlineData("")]
    [InlineData(".*")]
    [InlineData("a*")]
    [InlineData("^")]
    [InlineData("^.*")]
    [InlineData("(a?b?)*(c|)")]
    public void Search_OfWhatMatchesAnywhere_IsAnyText(string pattern) =>
        Assert.Same(_languages.Encoding.AnyText, _languages.Search(pattern));

    [Theory]
    [InlineData("a+", "a")]
    [InlineData("x*a{3,9}.*", "a{3}")]
    public void Search_DropsWhatAnyTextTakesIn(string pattern, string shorter) =>
        Assert.Same(_languages.Search(shorter), _languages.Search(pattern));

    [Fact]
    public void CountedRepeat_StaysACounter_BesideABoundary()
    {
        Regex regex = _languages.Full("[a-z-]{1,500}\\b");

        Assert.True(_languages.Builder.Count < 100, $"{_languages.Builder.Count} nodes");
        Assert.True(_languages.Accepts(regex, new string('a', 500)));
        Assert.False(_languages.Accepts(regex, new string('a', 501)));
        Assert.False(_languages.Accepts(regex, "a-"));
    }

    private void Check(Regex regex, string accepted, string rejected)
    {
        foreach (string text in accepted.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(_languages.Accepts(regex, Decode(text)), $"\"{text}\" should be accepted");
        }

        foreach (string text in rejected.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.False(_languages.Accepts(regex, Decode(text)), $"\"{text}\" should be rejected");
        }
    }

    private static string Decode(string text) => text.Replace("ε", "").Replace('␤', '\n').Replace('␣', ' ');
}
