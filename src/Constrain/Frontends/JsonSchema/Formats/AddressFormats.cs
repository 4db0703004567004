// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>Addresses of hosts and mailboxes, as patterns.</summary>
internal static class AddressFormats
{
    private const string Octet = @"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)";

    /// <summary>RFC 2673, section 3.2: four decimal octets.</summary>
    public const string IPv4 = Octet + @"(?:\." + Octet + "){3}";

    private const string Group = "[0-9A-Fa-f]{1,4}";

    private const string LastGroups = "(?:" + Group + ":" + Group + "|" + IPv4 + ")";

    /// <summary>RFC 4291, section 2.2, by the grammar of RFC 3986, section 3.2.2.</summary>
    public const string IPv6 =
        "(?:(?:" + Group + ":){6}" + LastGroups
        + "|::(?:" + Group + ":){5}" + LastGroups
        + "|(?:" + Group + ")?::(?:" + Group + ":){4}" + LastGroups
        + "|(?:(?:" + Group + ":){0,1}" + Group + ")?::(?:" + Group + ":){3}" + LastGroups
        + "|(?:(?:" + Group + ":){0,2}" + Group + ")?::(?:" + Group + ":){2}" + LastGroups
        + "|(?:(?:" + Group + ":){0,3}" + Group + ")?::" + Group + ":" + LastGroups
        + "|(?:(?:" + Group + ":){0,4}" + Group + ")?::" + LastGroups
        + "|(?:(?:" + Group + ":){0,5}" + Group + ")?::" + Group
        + "|(?:(?:" + Group + ":){0,6}" + Group + ")?::)";

    /// <summary>A label of a host name: RFC 1123, section 2.1.</summary>
    public const string Label = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?";

    private const string AtomCharacters = @"0-9A-Za-z!#$%&'*+/=?^_`{|}~\-";

    private const string Atom = "[" + AtomCharacters + "]+";

    /// <summary>RFC 5321, section 4.1.2, Local-part.</summary>
    private const string LocalPart = "(?:" + Atom + @"(?:\." + Atom + ")*|\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*\")";

    /// <summary>The same with the letters past ASCII: RFC 6531, section 3.3.</summary>
    public const string InternationalLocalPart =
        "(?:" + InternationalAtom + @"(?:\." + InternationalAtom + ")*|\"(?:[ !#-\\[\\]-~\\u{80}-\\u{10FFFF}]|\\\\[ -~])*\")";

    /// <summary>Without quotes.</summary>
    public const string CanonicalInternationalLocalPart = CanonicalInternationalAtom + @"(?:\." + CanonicalInternationalAtom + ")*";

    private const string InternationalAtom = @"[" + AtomCharacters + @"\u{80}-\u{10FFFF}]+";

    private const string CanonicalInternationalAtom = @"[" + AtomCharacters + @"\p{L}\p{Nd}]+";

    /// <summary>RFC 5321, section 4.1.3.</summary>
    public const string AddressLiteral = @"\[(?:" + IPv4 + "|[Ii][Pp][Vv]6:" + IPv6 + @")\]";

    /// <summary>RFC 5321, section 4.1.2, Mailbox.</summary>
    public const string Email = LocalPart + "@(?:" + Label + @"(?:\." + Label + ")*|" + AddressLiteral + ")";

    /// <summary>A mailbox without quotes, at a domain of two labels or more.</summary>
    public const string CanonicalEmail = Atom + @"(?:\." + Atom + ")*@(?:" + Label + @"\.)+" + Label;
}
