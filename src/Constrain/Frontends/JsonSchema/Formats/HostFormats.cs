// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The formats of host names, and of mailboxes at international ones.</summary>
/// <remarks>
/// Canonical are: labels of letters, digits and hyphens without A-labels; and U-labels that no context restricts and that no
/// normalization changes, left to right, and so short that their A-label is never longer than a label may be.
/// </remarks>
internal static class HostFormats
{
    /// <summary>So many characters of the basic plane take at most 58 octets as an A-label, prefix included; a test looks for worse.</summary>
    private const int MaxLetters = 12;

    private const int MaxNameOctets = 253;

    private const string LetterOrDigit = "[0-9A-Za-z]";

    private const string Part = "[0-9A-Za-z-]";

    /// <summary>At most 62 octets, without hyphens in both the third and the fourth place, where the prefix of an A-label has them.</summary>
    private const string PlainLabel =
        LetterOrDigit + "(?:" + Part + "?" + LetterOrDigit + "|" + Part + "{2}" + LetterOrDigit
        + "|" + Part + "(?:" + LetterOrDigit + Part + "|-" + LetterOrDigit + ")" + Part + "{0,57}" + LetterOrDigit + ")?";

    private static readonly Lazy<CodePointSet> LazyPlainLetters = new(CollectPlainLetters);

    public static Regex HostName(CharEncoding encoding) => JsonSchema.HostName.Start(HostNameKind.Ascii).In(encoding);

    public static Regex CanonicalHostName(CharEncoding encoding) => encoding.Builder.Intersect(
        Pattern(PlainLabel + @"(?:\." + PlainLabel + ")*", encoding),
        encoding.Builder.Repeat(encoding.Of(CodePointSet.Range(0, 127)), 1, MaxNameOctets));

    public static Regex InternationalName(CharEncoding encoding) => JsonSchema.HostName.Start(HostNameKind.International).In(encoding);

    /// <summary>At most four labels, so that the name is never too long.</summary>
    public static Regex CanonicalInternationalName(CharEncoding encoding)
    {
        RegexBuilder builder = encoding.Builder;
        Regex label = builder.Union(Pattern(PlainLabel, encoding), PlainUnicodeLabel(encoding));
        return builder.Concat(label, builder.Repeat(builder.Concat(encoding.Of(CodePointSet.Of('.')), label), 0, 3));
    }

    public static Regex InternationalMailbox(CharEncoding encoding) => encoding.Builder.Concat(
        Pattern(AddressFormats.InternationalLocalPart + "@", encoding),
        encoding.Builder.Union(JsonSchema.HostName.Start(HostNameKind.Mail).In(encoding), Pattern(AddressFormats.AddressLiteral, encoding)));

    public static Regex CanonicalInternationalMailbox(CharEncoding encoding) => encoding.Builder.Concat(
        Pattern(AddressFormats.CanonicalInternationalLocalPart + "@", encoding), CanonicalInternationalName(encoding));

    private static Regex Pattern(string pattern, CharEncoding encoding) => RegexFrontend.Full(pattern, RegexDialect.Ecma262, encoding);

    /// <summary>U-labels of letters and digits, one of them not of ASCII.</summary>
    private static Regex PlainUnicodeLabel(CharEncoding encoding)
    {
        RegexBuilder builder = encoding.Builder;
        CodePointSet ascii = CodePointSet.OfRanges([new('0', '9'), new('a', 'z')]);
        Regex any = builder.Repeat(encoding.Of(LazyPlainLetters.Value.Union(ascii)), 1, MaxLetters);
        return builder.Except(any, builder.Repeat(encoding.Of(ascii), 1, MaxLetters));
    }

    /// <summary>Letters and digits of the basic plane, neither marks nor composed with what is before them, left to right.</summary>
    private static CodePointSet CollectPlainLetters()
    {
        CodePointSet letters = IdnaTable.Where(t => t.Class == IdnaClass.Valid && t.Bidi == BidiClass.L && !t.IsMark);
        CodePointRange[] composed = [.. IdnaTable.CompositeOf.Keys.Select(pair => new CodePointRange(pair.Second, pair.Second))];
        return letters.Intersect(CodePointSet.Range(0x80, 0xFFFF)).Except(CodePointSet.OfRanges(composed));
    }
}
