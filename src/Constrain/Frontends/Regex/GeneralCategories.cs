// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>The general categories of Unicode as sets, in the version of Unicode that the runtime has.</summary>
internal static class GeneralCategories
{
    /// <summary>The categories and the groups of categories, by their short names.</summary>
    private static readonly Dictionary<string, UnicodeCategory[]> ByShortName = new()
    {
        ["Lu"] = [UnicodeCategory.UppercaseLetter],
        ["Ll"] = [UnicodeCategory.LowercaseLetter],
        ["Lt"] = [UnicodeCategory.TitlecaseLetter],
        ["LC"] = [UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter],
        ["Lm"] = [UnicodeCategory.ModifierLetter],
        ["Lo"] = [UnicodeCategory.OtherLetter],
        ["L"] =
        [
            UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter,
            UnicodeCategory.ModifierLetter, UnicodeCategory.OtherLetter,
        ],
        ["Mn"] = [UnicodeCategory.NonSpacingMark],
        ["Mc"] = [UnicodeCategory.SpacingCombiningMark],
        ["Me"] = [UnicodeCategory.EnclosingMark],
        ["M"] = [UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.EnclosingMark],
        ["Nd"] = [UnicodeCategory.DecimalDigitNumber],
        ["Nl"] = [UnicodeCategory.LetterNumber],
        ["No"] = [UnicodeCategory.OtherNumber],
        ["N"] = [UnicodeCategory.DecimalDigitNumber, UnicodeCategory.LetterNumber, UnicodeCategory.OtherNumber],
        ["Pc"] = [UnicodeCategory.ConnectorPunctuation],
        ["Pd"] = [UnicodeCategory.DashPunctuation],
        ["Ps"] = [UnicodeCategory.OpenPunctuation],
        ["Pe"] = [UnicodeCategory.ClosePunctuation],
        ["Pi"] = [UnicodeCategory.InitialQuotePunctuation],
        ["Pf"] = [UnicodeCategory.FinalQuotePunctuation],
        ["Po"] = [UnicodeCategory.OtherPunctuation],
        ["P"] =
        [
            UnicodeCategory.ConnectorPunctuation, UnicodeCategory.DashPunctuation, UnicodeCategory.OpenPunctuation,
            UnicodeCategory.ClosePunctuation, UnicodeCategory.InitialQuotePunctuation, UnicodeCategory.FinalQuotePunctuation,
            UnicodeCategory.OtherPunctuation,
        ],
        ["Sm"] = [UnicodeCategory.MathSymbol],
        ["Sc"] = [UnicodeCategory.CurrencySymbol],
        ["Sk"] = [UnicodeCategory.ModifierSymbol],
        ["So"] = [UnicodeCategory.OtherSymbol],
        ["S"] = [UnicodeCategory.MathSymbol, UnicodeCategory.CurrencySymbol, UnicodeCategory.ModifierSymbol, UnicodeCategory.OtherSymbol],
        ["Zs"] = [UnicodeCategory.SpaceSeparator],
        ["Zl"] = [UnicodeCategory.LineSeparator],
        ["Zp"] = [UnicodeCategory.ParagraphSeparator],
        ["Z"] = [UnicodeCategory.SpaceSeparator, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator],
        ["Cc"] = [UnicodeCategory.Control],
        ["Cf"] = [UnicodeCategory.Format],
        ["Cs"] = [UnicodeCategory.Surrogate],
        ["Co"] = [UnicodeCategory.PrivateUse],
        ["Cn"] = [UnicodeCategory.OtherNotAssigned],
        ["C"] =
        [
            UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.Surrogate, UnicodeCategory.PrivateUse,
            UnicodeCategory.OtherNotAssigned,
        ],
    };

    /// <summary>The long names and aliases of PropertyValueAliases.txt.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Titlecase_Letter"] = "Lt",
        ["Cased_Letter"] = "LC",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Letter"] = "L",
        ["Nonspacing_Mark"] = "Mn",
        ["Spacing_Mark"] = "Mc",
        ["Enclosing_Mark"] = "Me",
        ["Mark"] = "M",
        ["Combining_Mark"] = "M",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Letter_Number"] = "Nl",
        ["Other_Number"] = "No",
        ["Number"] = "N",
        ["Connector_Punctuation"] = "Pc",
        ["Dash_Punctuation"] = "Pd",
        ["Open_Punctuation"] = "Ps",
        ["Close_Punctuation"] = "Pe",
        ["Initial_Punctuation"] = "Pi",
        ["Final_Punctuation"] = "Pf",
        ["Other_Punctuation"] = "Po",
        ["Punctuation"] = "P",
        ["punct"] = "P",
        ["Math_Symbol"] = "Sm",
        ["Currency_Symbol"] = "Sc",
        ["Modifier_Symbol"] = "Sk",
        ["Other_Symbol"] = "So",
        ["Symbol"] = "S",
        ["Space_Separator"] = "Zs",
        ["Line_Separator"] = "Zl",
        ["Paragraph_Separator"] = "Zp",
        ["Separator"] = "Z",
        ["Control"] = "Cc",
        ["cntrl"] = "Cc",
        ["Format"] = "Cf",
        ["Surrogate"] = "Cs",
        ["Private_Use"] = "Co",
        ["Unassigned"] = "Cn",
        ["Other"] = "C",
    };

    private static readonly Lazy<CodePointSet[]> Sets = new(Compute);

    private static readonly ConcurrentDictionary<string, CodePointSet> Named = new();

    /// <summary>The set of a category by its short name (<c>Lu</c>, <c>L</c>); null when there is none of that name.</summary>
    public static CodePointSet? Short(string name) => ByShortName.TryGetValue(name, out UnicodeCategory[]? parts)
        ? Named.GetOrAdd(name, static (_, parts) => UnionOf(parts), parts)
        : null;

    /// <summary>The set of a category by its short or long name; null when there is none of that name.</summary>
    public static CodePointSet? ShortOrLong(string name) => Short(Aliases.GetValueOrDefault(name, name));

    /// <summary>All names of categories and of their groups, short ones and long ones.</summary>
    public static IEnumerable<string> Names => ByShortName.Keys.Concat(Aliases.Keys);

    /// <summary>The set of one category.</summary>
    public static CodePointSet Of(UnicodeCategory category) => Sets.Value[(int)category];

    /// <summary>The set of some categories.</summary>
    public static CodePointSet UnionOf(params ReadOnlySpan<UnicodeCategory> categories)
    {
        var ranges = new List<CodePointRange>();
        foreach (UnicodeCategory category in categories)
        {
            ranges.AddRange(Of(category).Ranges);
        }

        return CodePointSet.OfRanges(CollectionsMarshal.AsSpan(ranges));
    }

    /// <summary>One pass over all code points, a few milliseconds, at the first use.</summary>
    private static CodePointSet[] Compute()
    {
        var ranges = new List<CodePointRange>[(int)UnicodeCategory.OtherNotAssigned + 1];
        for (int i = 0; i < ranges.Length; i++)
        {
            ranges[i] = [];
        }

        int start = 0;
        UnicodeCategory current = CharUnicodeInfo.GetUnicodeCategory(0);
        for (int codePoint = 1; codePoint <= CodePointSet.MaxCodePoint; codePoint++)
        {
            UnicodeCategory next = CharUnicodeInfo.GetUnicodeCategory(codePoint);
            if (next != current)
            {
                ranges[(int)current].Add(new CodePointRange(start, codePoint - 1));
                (start, current) = (codePoint, next);
            }
        }

        ranges[(int)current].Add(new CodePointRange(start, CodePointSet.MaxCodePoint));
        return [.. ranges.Select(r => CodePointSet.OfRanges(CollectionsMarshal.AsSpan(r)))];
    }
}
