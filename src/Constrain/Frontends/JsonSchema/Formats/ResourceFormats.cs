// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>Identifiers of resources, as patterns.</summary>
internal static class ResourceFormats
{
    private const string Unreserved = @"0-9A-Za-z._~\-";

    /// <summary>RFC 3987, section 2.2, ucschar.</summary>
    private const string Letters =
        @"\u{A0}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFEF}\u{10000}-\u{1FFFD}\u{20000}-\u{2FFFD}\u{30000}-\u{3FFFD}\u{40000}-\u{4FFFD}\u{50000}-\u{5FFFD}\u{60000}-\u{6FFFD}\u{70000}-\u{7FFFD}\u{80000}-\u{8FFFD}\u{90000}-\u{9FFFD}\u{A0000}-\u{AFFFD}\u{B0000}-\u{BFFFD}\u{C0000}-\u{CFFFD}\u{D0000}-\u{DFFFD}\u{E1000}-\u{EFFFD}";

    /// <summary>RFC 3987, section 2.2, iprivate.</summary>
    private const string PrivateLetters = @"\u{E000}-\u{F8FF}\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}";

    private const string SubDelimiters = "!$&'()*+,;=";

    private const string Escaped = "%[0-9A-Fa-f]{2}";

    private const string Scheme = "[A-Za-z][0-9A-Za-z+.-]*";

    private const string AddressInBrackets =
        @"\[(?:" + AddressFormats.IPv6 + @"|[vV][0-9A-Fa-f]+\.[" + SubDelimiters + ":" + Unreserved + @"]+)\]";

    /// <summary>RFC 3986, appendix A.</summary>
    private static readonly Grammar Ascii = new(string.Empty, string.Empty);

    /// <summary>RFC 3987, section 2.2: the same with more letters.</summary>
    private static readonly Grammar International = new(Letters, PrivateLetters);

    public static string Uri => Ascii.Absolute;

    public static string UriReference => Ascii.Reference;

    public static string Iri => International.Absolute;

    public static string IriReference => International.Reference;

    private const string VariableCharacter = "(?:[0-9A-Za-z_]|" + Escaped + ")";

    private const string Variable = VariableCharacter + @"(?:\.?" + VariableCharacter + @")*(?:\*|:[1-9]\d{0,3})?";

    private const string Variables = Variable + "(?:," + Variable + ")*";

    /// <summary>RFC 6570, section 2.1, with the apostrophe that its erratum 6937 adds.</summary>
    private const string TemplateText = @"(?:[!#$&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~" + Letters + PrivateLetters + "]|" + Escaped + ")";

    /// <summary>RFC 6570, section 2, with the operators that it keeps for later use.</summary>
    public const string UriTemplate = "(?:" + TemplateText + @"|\{[+#./;?&=,!@|]?" + Variables + @"\})*";

    /// <summary>RFC 6570 with the operators that mean something.</summary>
    public const string CanonicalUriTemplate = "(?:" + TemplateText + @"|\{[+#./;?&]?" + Variables + @"\})*";

    /// <summary>The grammar of identifiers over some letters beside those of ASCII.</summary>
    private sealed class Grammar
    {
        public Grammar(string letters, string queryLetters)
        {
            string unreserved = Unreserved + letters;
            string character = Character(SubDelimiters + ":@" + unreserved);
            string segments = "(?:/" + character + "*)*";
            string user = Character(SubDelimiters + ":" + unreserved);
            string name = Character(SubDelimiters + unreserved);
            string authority = "(?:" + user + "*@)?(?:" + AddressInBrackets + "|" + name + @"*)(?::\d*)?";
            string query = Character(SubDelimiters + ":@/?" + unreserved + queryLetters);
            string fragment = Character(SubDelimiters + ":@/?" + unreserved);
            string tail = @"(?:\?" + query + "*)?(?:#" + fragment + "*)?";
            string rooted = "//" + authority + segments + "|/(?:" + character + "+" + segments + ")?";
            string plain = Character(SubDelimiters + "@" + unreserved);
            string absolute = Scheme + ":(?:" + rooted + "|" + character + "+" + segments + "|)";
            Absolute = absolute + tail;
            Reference = "(?:" + absolute + "|" + rooted + "|" + plain + "+" + segments + "|)" + tail;
        }

        /// <summary>With a scheme.</summary>
        public string Absolute { get; }

        /// <summary>With a scheme or without.</summary>
        public string Reference { get; }

        private static string Character(string letters) => "(?:[" + letters + "]|" + Escaped + ")";
    }
}
