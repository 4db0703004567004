// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The formats of the specification that are regular, as regexes over the characters of the string.</summary>
internal static class Formats
{
    private const string LeapYear = @"(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";

    /// <summary>RFC 3339, full-date, with the days that each month has.</summary>
    private const string Date =
        @"(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|" + LeapYear + "-02-29)";

    /// <summary>RFC 3339, full-time. A leap second is accepted where it stands in UTC.</summary>
    private const string Time =
        @"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)|23:59:60(?:\.\d+)?(?:[Zz]|[+-]00:00))";

    /// <summary>RFC 3339, appendix A.</summary>
    private const string Duration =
        @"P(?:\d+W|(?:\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?)(?:" + TimeOfDuration + ")?|" + TimeOfDuration + ")";

    private const string TimeOfDuration = @"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)";

    private const string Octet = @"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)";

    /// <summary>RFC 2673, section 3.2: four decimal octets.</summary>
    private const string IPv4 = Octet + @"(?:\." + Octet + "){3}";

    private const string Group = "[0-9A-Fa-f]{1,4}";

    private const string LastGroups = "(?:" + Group + ":" + Group + "|" + IPv4 + ")";

    /// <summary>RFC 4291, section 2.2, by the grammar of RFC 3986, section 3.2.2.</summary>
    private const string IPv6 =
        "(?:(?:" + Group + ":){6}" + LastGroups
        + "|::(?:" + Group + ":){5}" + LastGroups
        + "|(?:" + Group + ")?::(?:" + Group + ":){4}" + LastGroups
        + "|(?:(?:" + Group + ":){0,1}" + Group + ")?::(?:" + Group + ":){3}" + LastGroups
        + "|(?:(?:" + Group + ":){0,2}" + Group + ")?::(?:" + Group + ":){2}" + LastGroups
        + "|(?:(?:" + Group + ":){0,3}" + Group + ")?::" + Group + ":" + LastGroups
        + "|(?:(?:" + Group + ":){0,4}" + Group + ")?::" + LastGroups
        + "|(?:(?:" + Group + ":){0,5}" + Group + ")?::" + Group
        + "|(?:(?:" + Group + ":){0,6}" + Group + ")?::)";

    /// <summary>RFC 9562, section 4.</summary>
    private const string Uuid = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    private const string Label = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";

    private const string Atom = "[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+";

    /// <summary>RFC 5321, section 4.1.2, Mailbox.</summary>
    private const string Email =
        "(?:" + Atom + @"(?:\." + Atom + ")*|\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*\")@(?:" + Label + @"(?:\." + Label + ")*|" + AddressLiteral + ")";

    private const string CanonicalEmail = Atom + @"(?:\." + Atom + ")*@(?:" + Label + @"\.)+" + Label;

    private const string AddressLiteral = @"\[(?:" + IPv4 + "|IPv6:" + IPv6 + @")\]";

    private const string Unreserved = "0-9A-Za-z._~-";

    private const string SubDelimiters = "!$&'()*+,;=";

    private const string Escaped = "%[0-9A-Fa-f]{2}";

    private const string PathCharacter = "(?:[" + SubDelimiters + ":@" + Unreserved + "]|" + Escaped + ")";

    private const string Authority =
        "(?:(?:[" + SubDelimiters + ":" + Unreserved + "]|" + Escaped + @")*@)?(?:\[(?:" + IPv6 + @"|[vV][0-9A-Fa-f]+\.[" + SubDelimiters + ":" + Unreserved + @"]+)\]|(?:[" + SubDelimiters + Unreserved + "]|" + Escaped + @")*)(?::\d*)?";

    private const string Tail = @"(?:\?(?:" + PathCharacter + "|[/?])*)?(?:#(?:" + PathCharacter + "|[/?])*)?";

    /// <summary>RFC 3986, section 3, with a scheme.</summary>
    private const string Uri =
        "[A-Za-z][0-9A-Za-z+.-]*:(?://" + Authority + "(?:/" + PathCharacter + "*)*|/(?:" + PathCharacter + "+(?:/" + PathCharacter + "*)*)?|" + PathCharacter + "+(?:/" + PathCharacter + "*)*|)" + Tail;

    private static readonly Dictionary<string, string> Patterns = new(StringComparer.Ordinal)
    {
        ["date"] = Date,
        ["time"] = Time,
        ["date-time"] = Date + "[Tt]" + Time,
        ["duration"] = Duration,
        ["email"] = Email,
        ["ipv4"] = IPv4,
        ["ipv6"] = IPv6,
        ["uri"] = Uri,
        ["uuid"] = Uuid,
    };

    /// <summary>The strings of a format; null when the format is not known.</summary>
    /// <param name="format">The name.</param>
    /// <param name="encoding">How the characters of the string are written.</param>
    /// <param name="isCanonical">Only the forms that every reader takes: a mailbox without quotes, at a domain of two labels or more.</param>
    public static Regex? Find(string format, CharEncoding encoding, bool isCanonical) =>
        isCanonical && format == "email" ? RegexFrontend.Full(CanonicalEmail, RegexDialect.Ecma262, encoding)
        : Patterns.TryGetValue(format, out string? pattern) ? RegexFrontend.Full(pattern, RegexDialect.Ecma262, encoding) : null;
}
