// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The spellings of a character inside a JSON string (RFC 8259, section 7).</summary>
/// <remarks>
/// Canonical: the character itself where JSON allows it, otherwise its two-character escape, otherwise <c>\u00XX</c> with
/// digits of either case. Any: every spelling, so also <c>\/</c>, <c>\u</c> for every character of the basic plane and a pair
/// of surrogates for the others; a lone surrogate is no character and is not accepted. Threads: any.
/// </remarks>
internal sealed class JsonStringEncoding : StringEncoding
{
    /// <summary>Sets remembered before the memo is begun anew; about 300 bytes each.</summary>
    private const int MaxMemo = 4096;

    private static readonly (char Character, char Escape)[] ShortEscapes =
        [('"', '"'), ('\\', '\\'), ('\b', 'b'), ('\f', 'f'), ('\n', 'n'), ('\r', 'r'), ('\t', 't')];

    /// <summary>The characters of ASCII that stand for themselves.</summary>
    public static readonly SearchValues<char> PlainAscii =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x60).Select(c => (char)c).Except(['"', '\\'])]);

    /// <summary>The characters whose canonical escape has hexadecimal digits, which may have either case.</summary>
    private static readonly SearchValues<char> HexEscaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c).Except(['\b', '\f', '\n', '\r', '\t'])]);

    private static readonly CodePointSet Raw = CodePointSet.Range(0x20, 0x10FFFF).Except(CodePointSet.Of('"').Union(CodePointSet.Of('\\')));

    private readonly bool _anySpelling;
    private readonly Utf8 _utf8;
    private readonly ConcurrentDictionary<CodePointSet, Regex> _known = new();

    public JsonStringEncoding(RegexBuilder regexes, bool anySpelling)
        : base(regexes)
    {
        _anySpelling = anySpelling;
        _utf8 = new Utf8(regexes);
        AnyText = regexes.Star(Of(CodePointSet.All));
    }

    /// <summary>The bodies of all strings.</summary>
    public override Regex AnyText { get; }

    /// <summary>The canonical body of a string, in UTF-8.</summary>
    public static byte[] Canonical(string value) =>
        value.AsSpan().ContainsAnyExcept(PlainAscii) ? Encoding.UTF8.GetBytes(Escape(value)) : Encoding.ASCII.GetBytes(value);

    /// <inheritdoc/>
    public override byte[] FormOf(string value) => Canonical(value);

    /// <inheritdoc/>
    public override bool HasOneSpelling(string value) =>
        !_anySpelling && !value.AsSpan().ContainsAny(HexEscaped);

    /// <summary>Any spelling of any character of the set.</summary>
    public override Regex Of(CodePointSet set)
    {
        if (!_known.TryGetValue(set, out Regex? regex))
        {
            regex = Spellings(set);
            if (_known.Count >= MaxMemo)
            {
                _known.Clear();
            }

            _known[set] = regex;
        }

        return regex;
    }

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> form)
    {
        Span<byte> quoted = stackalloc byte[form.Length + 2];
        form.CopyTo(quoted[1..]);
        quoted[0] = quoted[^1] = (byte)'"';
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        Span<char> units = stackalloc char[2];
        int count = reader.CopyString(units);
        Debug.Assert(Rune.DecodeFromUtf16(units[..count], out _, out int length) == OperationStatus.Done && length == count, "a form is one character");
        return count == 1 ? units[0] : char.ConvertToUtf32(units[0], units[1]);
    }

    private static string Escape(string value)
    {
        var body = new StringBuilder();
        foreach (Rune rune in value.EnumerateRunes())
        {
            int index = Array.FindIndex(ShortEscapes, e => e.Character == rune.Value);
            body.Append(index >= 0 ? "\\" + ShortEscapes[index].Escape
                : rune.Value < 0x20 ? "\\u" + rune.Value.ToString("x4", CultureInfo.InvariantCulture)
                : rune.ToString());
        }

        return body.ToString();
    }

    private Regex Spellings(CodePointSet set)
    {
        var spellings = new List<Regex> { _utf8.Of(set.Intersect(Raw)) };
        CodePointSet escaped = _anySpelling ? set : set.Intersect(CodePointSet.Range(0, 0x1F));
        foreach ((char character, char escape) in ShortEscapes)
        {
            if (set.Contains(character))
            {
                spellings.Add(Builder.Literal("\\" + escape));
                escaped = _anySpelling ? escaped : escaped.Except(CodePointSet.Of(character));
            }
        }

        if (_anySpelling && set.Contains('/'))
        {
            spellings.Add(Builder.Literal("\\/"));
        }

        spellings.Add(HexEscapes.Of(Builder, escaped));
        return Builder.Union([.. spellings]);
    }
}
