// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The formats that restrict strings, by their names.</summary>
/// <remarks>
/// Each is the grammar of the document that defines it, nothing more and nothing less. Besides most have a canonical part,
/// which is what is written: the forms that every reader takes. Draft 3's names are kept where a later draft only renamed them.
/// </remarks>
internal static class Formats
{
    private static readonly Dictionary<string, TextFormat> Known = new(StringComparer.Ordinal)
    {
        ["date"] = Pattern(DateTimeFormats.Date, DateTimeFormats.CanonicalDate),
        ["time"] = new(Time, In(DateTimeFormats.CanonicalTime)),
        ["date-time"] = new(
            encoding => encoding.Builder.Concat(In(DateTimeFormats.DateAndSeparator)(encoding), Time(encoding)),
            In(DateTimeFormats.CanonicalDateTime)),
        ["duration"] = Pattern(DateTimeFormats.Duration),
        ["ipv4"] = Pattern(AddressFormats.IPv4),
        ["ip-address"] = Pattern(AddressFormats.IPv4),
        ["ipv6"] = Pattern(AddressFormats.IPv6),
        ["email"] = Pattern(AddressFormats.Email, AddressFormats.CanonicalEmail),
        ["idn-email"] = new(HostFormats.InternationalMailbox, HostFormats.CanonicalInternationalMailbox),
        ["hostname"] = new(HostFormats.HostName, HostFormats.CanonicalHostName),
        ["host-name"] = new(HostFormats.HostName, HostFormats.CanonicalHostName),
        ["idn-hostname"] = new(HostFormats.InternationalName, HostFormats.CanonicalInternationalName),
        ["uri"] = Pattern(ResourceFormats.Uri),
        ["uri-reference"] = Pattern(ResourceFormats.UriReference),
        ["iri"] = Pattern(ResourceFormats.Iri),
        ["iri-reference"] = Pattern(ResourceFormats.IriReference),
        ["uri-template"] = Pattern(ResourceFormats.UriTemplate, ResourceFormats.CanonicalUriTemplate),
        ["json-pointer"] = Pattern(PointerFormats.Pointer),
        ["relative-json-pointer"] = Pattern(PointerFormats.RelativePointer),
        ["regex"] = new(RegexSyntax.Start.In, RegexSyntax.CanonicalStart.In),
        ["uuid"] = Pattern(Uuid),
        ["byte"] = Pattern(Base64, CanonicalBase64),
        ["char"] = new(static encoding => encoding.Of(CodePointSet.All)),
        ["binary"] = new(static encoding => encoding.AnyText),
        ["password"] = new(static encoding => encoding.AnyText),
    };

    /// <summary>RFC 9562, section 4.</summary>
    private const string Uuid = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

    /// <summary>RFC 4648, section 4, with padding and without line breaks.</summary>
    private const string Base64 = "(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/]{2}==|[0-9A-Za-z+/]{3}=)?";

    /// <summary>RFC 4648, section 3.5: the bits that stand for no byte are zero, as some decoders ask.</summary>
    private const string CanonicalBase64 = "(?:[0-9A-Za-z+/]{4})*(?:[0-9A-Za-z+/][AQgw]==|[0-9A-Za-z+/]{2}[AEIMQUYcgkosw048]=)?";

    /// <summary>The strings of a format; null when the format is not known.</summary>
    /// <param name="format">The name.</param>
    /// <param name="encoding">How the characters of the string are written.</param>
    /// <param name="isCanonical">Only the forms that every reader takes.</param>
    public static Regex? Find(string format, CharEncoding encoding, bool isCanonical) =>
        !Known.TryGetValue(format, out TextFormat? found) ? null
        : isCanonical && found.Canonical is { } canonical ? canonical(encoding)
        : found.Words(encoding);

    private static Regex Time(CharEncoding encoding) =>
        encoding.Builder.Union(In(DateTimeFormats.Time)(encoding), LeapSecond.Start.In(encoding));

    private static TextFormat Pattern(string pattern, string? canonical = null) => new(In(pattern), canonical is null ? null : In(canonical));

    private static Func<CharEncoding, Regex> In(string pattern) => encoding => RegexFrontend.Full(pattern, RegexDialect.Ecma262, encoding);

    /// <summary>A format of strings.</summary>
    /// <param name="Words">What the format is.</param>
    /// <param name="Canonical">The part of it that is written; null for all of it.</param>
    private sealed record TextFormat(Func<CharEncoding, Regex> Words, Func<CharEncoding, Regex>? Canonical = null);
}
