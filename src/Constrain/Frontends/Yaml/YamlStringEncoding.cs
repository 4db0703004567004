// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;

namespace Constrain.Frontends.Yaml;

/// <summary>The form of strings that all styles of YAML are made of.</summary>
/// <remarks>
/// A character that can be shown is itself, and so are the five that have a short escape (backspace, tab, line feed, form feed,
/// carriage return); every other is the byte 0x10 and its four hexadecimal digits. So a style is what becomes of single bytes
/// (<see cref="ByteImage"/>), and what a style cannot show is left out by leaving out bytes. Every character has one form.
/// Threads: any.
/// </remarks>
internal sealed class YamlStringEncoding : StringEncoding
{
    /// <summary>Begins the form of a character that cannot be shown; it is none itself.</summary>
    public const byte Hidden = 0x10;

    private const string ShortEscaped = "\b\t\n\f\r";

    private static readonly CodePointSet Shown = YamlStrings.Visible.Union(CodePointSet.OfChars(" " + ShortEscaped));

    private readonly Utf8 _utf8;
    private readonly ConcurrentDictionary<CodePointSet, Regex> _known = new();

    public YamlStringEncoding(RegexBuilder regexes)
        : base(regexes)
    {
        _utf8 = new Utf8(regexes);
        AnyText = regexes.Star(Of(CodePointSet.All));
    }

    /// <inheritdoc/>
    public override Regex AnyText { get; }

    /// <inheritdoc/>
    public override bool HasOneSpelling(string value) => true;

    /// <inheritdoc/>
    public override byte[] FormOf(string value)
    {
        var form = new StringBuilder(value.Length);
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (Shown.Contains(rune.Value))
            {
                form.Append(rune.ToString());
            }
            else
            {
                form.Append((char)Hidden).Append(Digits(rune.Value));
            }
        }

        return Encoding.UTF8.GetBytes(form.ToString());
    }

    /// <inheritdoc/>
    public override Regex Of(CodePointSet set) => _known.GetOrAdd(set, Forms);

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> form)
    {
        if (form[0] == Hidden)
        {
            return int.Parse(form[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        OperationStatus status = Rune.DecodeFromUtf8(form, out Rune rune, out int length);
        return status == OperationStatus.Done && length == form.Length ? rune.Value : throw new InvalidOperationException("a form is one character");
    }

    private static string Digits(int codePoint) => codePoint.ToString("x4", CultureInfo.InvariantCulture);

    // All of them are below U+10000: what is above can be shown.
    private Regex Forms(CodePointSet set)
    {
        var hidden = new List<byte[]>();
        foreach (CodePointRange range in set.Except(Shown).Ranges)
        {
            for (int codePoint = range.First; codePoint <= range.Last; codePoint++)
            {
                hidden.Add([Hidden, .. Encoding.ASCII.GetBytes(Digits(codePoint))]);
            }
        }

        return Builder.Union(_utf8.Of(set.Intersect(Shown)), Builder.Literals(hidden));
    }
}
