// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Typed;

/// <summary>Regexes of the texts that System.Text.Json reads back as a .NET value of one type.</summary>
/// <remarks>
/// Sound: every text that matches is read without an error. Complete up to canonical form: what System.Text.Json writes matches.
/// <see cref="Uri"/> and <see cref="Email"/> are narrower, see there. Digits are spelled <c>[0-9]</c>, because <c>\d</c> is any
/// Unicode digit to .NET. Each pattern is anchored at both ends, since a schema's <c>pattern</c> is a search.
/// </remarks>
internal static class TextPatterns
{
    /// <summary>Day, month and year of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31.</summary>
    public static readonly string Date = Anchor(Day(AnyYear));

    /// <summary>A time of day with an optional fraction of up to seven digits (100 ns), and no offset.</summary>
    public static readonly string TimeOfDay = Anchor(Time);

    /// <summary>A date and time with an optional offset, as <see cref="DateTime"/> has a kind with none.</summary>
    /// <remarks>An offset is turned into local time, so it is left out in the first and last year, where that may not exist.</remarks>
    public static readonly string DateAndTime = Anchor(
        $"(?:{Day(AnyYear)})T{Time}Z?|(?:{Day(InnerYear)})T{Time}{Offset}");

    /// <summary>A date and time with its offset.</summary>
    public static readonly string DateTimeAndOffset = Anchor(
        $"(?:{Day(AnyYear)})T{Time}(?:Z|\\+00:00)|(?:{Day(InnerYear)})T{Time}{Offset}");

    /// <summary>The constant ("c") format of <see cref="TimeSpan"/>, bounded by its range: <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    public static readonly string Duration = Anchor(
        $"-?(?:(?:{IntegerUpTo("10675198", fromOne: true)})\\.)?{Time}|{LastDay("4775807")}|-{LastDay("4775808")}");

    /// <summary>Thirty-two hexadecimal digits in groups of 8, 4, 4, 4 and 12.</summary>
    public const string Guid = "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";

    /// <summary>One UTF-16 unit that is a character by itself: no surrogates.</summary>
    public const string Char = "^[\\u0000-\\uD7FF\\uE000-\\uFFFF]$";

    /// <summary>Padded base64 whose unused bits are zero, as an encoder writes it.</summary>
    public const string Base64 =
        "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$";

    /// <summary>A dot-atom, an at sign and a host name with a dot: no quoted local parts, no address literals, ASCII only.</summary>
    public const string Email = $"^{Atom}+(?:\\.{Atom}+)*@{Host}$";

    /// <summary>An absolute URI of RFC 3986, of a form that <see cref="System.Uri"/> is known to accept.</summary>
    /// <remarks>
    /// <c>scheme://host</c> with an optional path, query and fragment, and with a port for http, https, ws, wss and ftp;
    /// <c>file:///path</c> of unreserved characters; <c>mailto:</c>, <c>urn:</c> and <c>tel:</c>. Hosts are names of letters, digits
    /// and inner hyphens: <see cref="System.Uri"/> refuses many others that the RFC allows, the ports of certain schemes, and schemes
    /// beyond 1024 characters.
    /// </remarks>
    public static readonly string Uri = Anchor(
        $"(?:https?|wss?|ftp)://{Authority}{Tail}|[A-Za-z][A-Za-z0-9+.-]{{1,30}}://{Name}{Tail}|file://(?:/[A-Za-z0-9._~-]+)+" +
        $"|urn:[A-Za-z0-9][A-Za-z0-9-]{{1,30}}:{PathCharacter}+|mailto:[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*@{Host}" +
        "|tel:\\+?[0-9]+(?:[-.][0-9]+)*");

    /// <summary>What <c>[Url]</c> accepts: the schemes http, https and ftp.</summary>
    public static readonly string Url = Anchor($"(?:https?|ftp)://{Authority}{Tail}");

    /// <summary>Not only white space, by .NET's definition: U+0085 is white space there and not in ECMA-262.</summary>
    public const string NotBlank = "[^\\s\\u0085]";

    private const string Atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]";
    private const string Label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private const string Name = $"{Label}(?:\\.{Label})*";
    private const string Host = $"{Label}(?:\\.{Label})+";
    private const string PathCharacter = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})";
    private const string Tail = $"(?:/{PathCharacter}*)*(?:\\?(?:{PathCharacter}|[/?])*)?(?:#(?:{PathCharacter}|[/?])*)?";
    private const string Fraction = "(?:\\.[0-9]{1,7})?";
    private const string Time = $"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]{Fraction}";
    private const string Offset = "[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)";
    private const string AnyYear = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";

    // An offset moves the instant by up to 14 hours, past the range of DateTime in its first and last year.
    private const string InnerYear = "(?:[1-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-8]|0[1-9][0-9]{2}|00[1-9][0-9]|000[2-9])";
    private const string LeapYear = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";

    private static string Authority => $"{Name}(?::(?:{IntegerUpTo("65535", fromOne: true)}))?";

    /// <summary>The texts of the integers of a type as a property name: no leading zeros, no plus sign, no negative zero.</summary>
    /// <param name="minimum">The smallest integer, at most zero.</param>
    /// <param name="maximum">The largest integer, above zero.</param>
    /// <returns>An anchored regex.</returns>
    public static string Integer(string minimum, string maximum) => minimum.StartsWith('-')
        ? Anchor($"{IntegerUpTo(maximum, fromOne: false)}|-(?:{IntegerUpTo(minimum[1..], fromOne: true)})")
        : Anchor(IntegerUpTo(maximum, fromOne: false));

    /// <summary>Anchors a pattern that has to match the whole text, as <c>[RegularExpression]</c> has.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The same language, anchored.</returns>
    public static string Whole(string pattern)
    {
        bool anchored = pattern.StartsWith('^') && pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal)
            && !pattern.Contains('|', StringComparison.Ordinal);
        return anchored ? pattern : Anchor(pattern);
    }

    private static string Anchor(string pattern) => $"^(?:{pattern})$";

    private static string Day(string year) =>
        $"{year}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)" +
        $"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{LeapYear}-02-29";

    // TimeSpan.MaxValue is 10675199.02:48:05.4775807; its negative has one unit more.
    private static string LastDay(string fraction) =>
        $"10675199\\.(?:(?:0[01]:[0-5][0-9]|02:(?:[0-3][0-9]|4[0-7])):[0-5][0-9]{Fraction}|02:48:0[0-4]{Fraction}" +
        $"|02:48:05(?:\\.{FractionUpTo(fraction)})?)";

    /// <summary>Decimal integers from 0 or 1 to a bound: first those of fewer digits, then digit by digit below the bound.</summary>
    private static string IntegerUpTo(string bound, bool fromOne)
    {
        List<string> ranges = [];
        if (!fromOne)
            ranges.Add("0");
        if (bound.Length > 1)
            ranges.Add($"[1-9]{Digits(0, bound.Length - 2)}");
        for (int place = 0; place < bound.Length; place++)
        {
            char lowest = place == 0 ? '1' : '0';
            if (bound[place] > lowest)
                ranges.Add($"{bound[..place]}{Class(lowest, bound[place])}{Digits(bound.Length - 1 - place, bound.Length - 1 - place)}");
        }

        ranges.Add(bound);
        return string.Join('|', ranges);
    }

    /// <summary>Digits after a decimal point that are at most a bound of as many digits; trailing zeros may be left out.</summary>
    private static string FractionUpTo(string bound)
    {
        string rest = bound.Length == 1 ? string.Empty : $"(?:{FractionUpTo(bound[1..])})?";
        string atBound = $"{bound[0]}{rest}";
        return bound[0] == '0' ? atBound : $"(?:{Class('0', bound[0])}{Digits(0, bound.Length - 1)}|{atBound})";
    }

    private static string Class(char lowest, char above) => lowest == above - 1 ? $"{lowest}" : $"[{lowest}-{(char)(above - 1)}]";

    private static string Digits(int least, int most) => (least, most) switch
    {
        (_, 0) => string.Empty,
        (1, 1) => "[0-9]",
        _ when least == most => $"[0-9]{{{most}}}",
        _ => $"[0-9]{{{least},{most}}}",
    };
}
