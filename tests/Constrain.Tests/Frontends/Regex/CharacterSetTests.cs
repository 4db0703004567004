// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.RegularExpressions;
using Constrain.Frontends.Patterns;
using Constrain.Regexes;
using Regex = System.Text.RegularExpressions.Regex;

namespace Constrain.Tests.Frontends.Patterns;

/// <summary>Named sets of characters, each compared whole with an independent source.</summary>
public class CharacterSetTests
{
    public static TheoryData<string> DotNetClasses =>
    [
        "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", ".", "[^a\\d]", "[\\w-[a-z]]", "(?i:[a-f])",
        "(?i:[^\\u0130-\\u0139])", "(?i:\\p{Lu})", "(?i:\\P{Ll})", "(?i:[^\\p{Lt}])", "(?i:\\p{L})", "(?i:\\w)",
        .. "Lu Ll Lt Lm Lo L Mn Mc Me M Nd Nl No N Pc Pd Ps Pe Pi Pf Po P Sm Sc Sk So S Zs Zl Zp Z Cc Cf Co Cn".Split(' ')
            .SelectMany(name => new[] { $"\\p{{{name}}}", $"\\P{{{name}}}" }),
    ];

    [Theory]
    [MemberData(nameof(DotNetClasses))]
    public void DotNetClass_IsThatOfDotNet_OnEveryUnit(string pattern)
    {
        CodePointSet set = SetOf(pattern, RegexDialect.DotNet);
        var theirs = new Regex($"^{pattern}\\z", RegexOptions.CultureInvariant);
        var wrong = new List<string>();
        for (int c = 0; c <= char.MaxValue; c++)
        {
            if (!char.IsSurrogate((char)c) && theirs.IsMatch(((char)c).ToString()) != set.Contains(c))
            {
                wrong.Add($"{c:X4}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void DotNetWordBoundary_IsThatOfDotNet_BesideEveryUnit()
    {
        var languages = new Languages();
        var word = SetOf("\\w", RegexDialect.DotNet).Union(CodePointSet.Range(0x200C, 0x200D));
        Assert.Same(
            languages.Full($"a(?!{word})[^]", RegexDialect.Ecma262),
            languages.Full("a\\b(?:.|\\n)", RegexDialect.DotNet));
        var theirs = new Regex("^a\\b");
        for (int c = 0; c <= char.MaxValue; c++)
        {
            Assert.Equal(!word.Contains(c), theirs.IsMatch("a" + (char)c));
        }
    }

    [Fact]
    public void DotNetCase_IsThatOfDotNet_ForEveryCasedUnit()
    {
        char[] cased =
        [
            .. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => !char.IsSurrogate(c))
                .Where(c => char.ToUpperInvariant(c) != c || char.ToLowerInvariant(c) != c
                    || CaseFolding.Close(CodePointSet.Of(c), RegexDialect.DotNet).Count > 1),
        ];
        Assert.True(cased.Length > 2000);
        string all = new(cased);
        foreach (char c in cased)
        {
            string theirs = string.Concat(Regex.Matches(all, $"(?i)\\u{(int)c:X4}", RegexOptions.CultureInvariant).Select(m => m.Value));
            string ours = string.Concat(cased.Where(x => CaseFolding.Close(CodePointSet.Of(c), RegexDialect.DotNet).Contains(x)));
            Assert.Equal(theirs, ours);
        }
    }

    [Theory]
    [InlineData("k", "kK\u212A")]
    [InlineData("s", "sSſ")]
    [InlineData("σ", "Σσς")]
    [InlineData("µ", "µΜμ")]
    [InlineData("ß", "ßẞ")]
    [InlineData("ǆ", "Ǆǅǆ")]
    [InlineData("і", "Іі")]
    [InlineData("ﬅ", "ﬅﬆ")]
    [InlineData("\u0390", "\u0390\u1FD3")]
    [InlineData("𐐀", "𐐀𐐨")]
    [InlineData("İ", "İ")]
    [InlineData("ı", "ı")]
    [InlineData("1", "1")]
    public void UnicodeCase_IsSimpleCaseFolding(string character, string equivalents)
    {
        CodePointSet expected = CodePointSet.OfRanges(
            [.. equivalents.EnumerateRunes().Select(r => new CodePointRange(r.Value, r.Value))]);

        foreach (RegexDialect dialect in new[] { RegexDialect.Ecma262, RegexDialect.Re2 })
        {
            Assert.Equal(expected, CaseFolding.Close(CodePointSet.Of(char.ConvertToUtf32(character, 0)), dialect));
        }
    }

    [Fact]
    public void Case_Closed_IsClosed()
    {
        CodePointSet set = CaseFolding.Close(CodePointSet.Range('a', 'z'), RegexDialect.Ecma262);

        Assert.Equal(set, CaseFolding.Close(set, RegexDialect.Ecma262));
        Assert.Equal(54, set.Count);
    }

    [Fact]
    public void Categories_ByEveryName_ArePartsOfAll()
    {
        string[][] names =
        [
            ["Lu", "Uppercase_Letter"], ["Ll", "Lowercase_Letter"], ["Lt", "Titlecase_Letter"], ["Lm", "Modifier_Letter"],
            ["Lo", "Other_Letter"], ["Mn", "Nonspacing_Mark"], ["Mc", "Spacing_Mark"], ["Me", "Enclosing_Mark"],
            ["Nd", "Decimal_Number", "digit"], ["Nl", "Letter_Number"], ["No", "Other_Number"], ["Pc", "Connector_Punctuation"],
            ["Pd", "Dash_Punctuation"], ["Ps", "Open_Punctuation"], ["Pe", "Close_Punctuation"], ["Pi", "Initial_Punctuation"],
            ["Pf", "Final_Punctuation"], ["Po", "Other_Punctuation"], ["Sm", "Math_Symbol"], ["Sc", "Currency_Symbol"],
            ["Sk", "Modifier_Symbol"], ["So", "Other_Symbol"], ["Zs", "Space_Separator"], ["Zl", "Line_Separator"],
            ["Zp", "Paragraph_Separator"], ["Cc", "Control", "cntrl"], ["Cf", "Format"], ["Co", "Private_Use"], ["Cn", "Unassigned"],
        ];
        CodePointSet all = CodePointSet.Empty;
        int count = 0;
        foreach (string[] group in names)
        {
            CodePointSet set = SetOf($"\\p{{{group[0]}}}", RegexDialect.Ecma262);
            count += set.Count;
            all = all.Union(set);
            foreach (string name in group)
            {
                Assert.Same(set, GeneralCategories.ShortOrLong(name));
                Assert.Same(set, GeneralCategories.ShortOrLong(group[0]));
            }
        }

        Assert.Same(CodePointSet.All, all);
        Assert.Equal(1_112_064, count);
        Assert.True(GeneralCategories.ShortOrLong("Surrogate")!.IsEmpty);
        foreach ((string group, string parts) in new[]
        {
            ("Letter", "Lu|Ll|Lt|Lm|Lo"), ("Cased_Letter", "Lu|Ll|Lt"), ("Mark", "Mn|Mc|Me"), ("Combining_Mark", "Mn|Mc|Me"),
            ("Number", "Nd|Nl|No"), ("Punctuation", "Pc|Pd|Ps|Pe|Pi|Pf|Po"), ("punct", "Pc|Pd|Ps|Pe|Pi|Pf|Po"),
            ("Symbol", "Sm|Sc|Sk|So"), ("Separator", "Zs|Zl|Zp"),
            ("Other", "Cc|Cf|Co|Cn"),
        })
        {
            string union = string.Join('|', parts.Split('|').Select(p => $"\\p{{{p}}}"));
            Assert.Equal(SetOf(union, RegexDialect.Ecma262), GeneralCategories.ShortOrLong(group));
        }
    }

    [Fact]
    public void EcmaSpace_IsWhiteSpaceAndLineTerminator()
    {
        CodePointSet expected = GeneralCategories.Of(UnicodeCategory.SpaceSeparator)
            .Union(CodePointSet.OfChars("\t\n\v\f\r\uFEFF\u2028\u2029"));

        Assert.Equal(expected, SetOf("\\s", RegexDialect.Ecma262));
    }

    [Theory]
    [InlineData("Greek", "Grek", "αΩϿ", "aµж")]
    [InlineData("Latin", "Latn", "aZéªＡ", "1αж ")]
    [InlineData("Cyrillic", "Cyrl", "жЯᲀ", "aα")]
    [InlineData("Han", "Hani", "漢々𠀀", "あア")]
    [InlineData("Hiragana", "Hira", "あゟ𛀁", "漢ア")]
    [InlineData("Arabic", "Arab", "ابﷺ", "א،")]
    [InlineData("Common", "Zyyy", " 1!😀，", "a漢")]
    [InlineData("Inherited", "Qaai", "\u0300\u200D", "a")]
    [InlineData("Thai", "Thai", "ก๙", "฿")]
    [InlineData("Unknown", "Zzzz", "\u0378\uE000\U0010FFFF", "a")]
    public void Script_ByEachName_HasItsCharacters(string name, string shortName, string members, string others)
    {
        CodePointSet set = ScriptTable.Find(name)!;

        Assert.Same(set, ScriptTable.Find(shortName));
        Assert.All(members.EnumerateRunes(), r => Assert.True(set.Contains(r.Value), $"U+{r.Value:X}"));
        Assert.All(others.EnumerateRunes(), r => Assert.False(set.Contains(r.Value), $"U+{r.Value:X}"));
    }

    [Fact]
    public void Script_OfAnUnknownName_IsNone() => Assert.Null(ScriptTable.Find("Klingon"));

    /// <summary>The characters that a pattern of one character matches.</summary>
    private static CodePointSet SetOf(string pattern, RegexDialect dialect) =>
        Assert.IsType<Pattern.Set>(PatternParser.Parse(pattern, dialect)).Chars;
}
