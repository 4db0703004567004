// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What follows a backslash.</summary>
internal sealed partial record RegexSyntax
{
    private const int FirstLead = 0xD800;
    private const int FirstTrail = 0xDC00;
    private const int LastTrail = 0xDFFF;

    private static readonly (char Letter, int Character)[] ControlEscapes = [('f', '\f'), ('n', '\n'), ('r', '\r'), ('t', '\t'), ('v', '\v')];

    /// <summary>A leading surrogate.</summary>
    private int Surrogate { get; init; }

    private IEnumerable<Way> EscapeWays() => At switch
    {
        Place.Escape => Class == ClassPlace.None ? [.. AtomEscapes(), .. CommonEscapes()] : [.. ClassEscapes(), .. CommonEscapes()],
        Place.Control => Letters('A').Concat(Letters('a')),
        Place.HexEscape => HexDigits(2),
        Place.UnicodeEscape => Text.Length == 0 && !IsCanonical
            ? HexDigits(4).Prepend(On('{', this with { At = Place.CodePointEscape }))
            : HexDigits(4),
        Place.CodePointEscape => CodePointDigits(),
        Place.Reference => [On('<', this with { At = Place.ReferenceName })],
        Place.Property => [On('{', this with { At = Place.PropertyName })],
        _ => PropertyNames(),
    };

    private IEnumerable<Way> AtomEscapes()
    {
        yield return On(CodePointSet.OfChars("bB"), this with { At = Place.Term });
        if (!IsCanonical)
        {
            yield return On('k', this with { At = Place.Reference });
        }

        foreach (Way way in (this with { At = Place.Number }).Digits(MoreOfReference.Where(d => d != '0')))
        {
            yield return way;
        }
    }

    private IEnumerable<Way> ClassEscapes() => Characters([('b', '\b'), ('-', '-')]);

    private IEnumerable<Way> CommonEscapes()
    {
        foreach (Way way in Characters([.. ControlEscapes, .. @"^$\.*+?()[]{}|/".Select(c => (c, (int)c))]))
        {
            yield return way;
        }

        if (AfterSet() is { } set)
        {
            yield return On(CodePointSet.OfChars("dDsSwW"), set);
            if (!IsCanonical)
            {
                yield return On(CodePointSet.OfChars("pP"), this with { At = Place.Property });
            }
        }

        yield return On('u', this with { At = Place.UnicodeEscape });
        if (MayReach(0, 0xFF))
        {
            yield return On('x', this with { At = Place.HexEscape });
        }

        if (!IsCanonical && MayReach(0, 26))
        {
            yield return On('c', this with { At = Place.Control });
        }

        if (!IsCanonical && AfterCharacter(0) is { } zero)
        {
            yield return On('0', zero with { At = Place.Zero });
        }
    }

    private IEnumerable<Way> Characters(IEnumerable<(char Letter, int Character)> escapes) =>
        from escape in escapes let next = AfterCharacter(escape.Character) where next is not null select On(escape.Letter, next);

    private IEnumerable<Way> Letters(char first) => Characters(Enumerable.Range(1, 26).Select(n => ((char)(first + n - 1), n)));

    /// <summary>Whether some character from the low to the high one may stand here.</summary>
    private bool MayReach(int low, int high)
    {
        if (Class != ClassPlace.Dash || high >= Low)
        {
            return true;
        }

        // A leading surrogate is the beginning of a larger number.
        int lead = Math.Min(high, FirstTrail - 1);
        return lead >= Math.Max(low, FirstLead) && high <= 0xFFFF && Combine(lead, LastTrail) >= Low;
    }

    private static int Combine(int lead, int trail) => 0x10000 + ((lead - FirstLead) << 10) + (trail - FirstTrail);

    private static bool IsLead(int unit) => unit is >= FirstLead and < FirstTrail;

    private static bool IsTrail(int unit) => unit is >= FirstTrail and <= LastTrail;

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>Each digit, in both cases.</summary>
    private static IEnumerable<(CodePointSet Forms, string Digit)> HexDigitForms =>
        "0123456789ABCDEF".Select(d => (CodePointSet.Of(d).Union(CodePointSet.Of(char.ToLowerInvariant(d))), d.ToString()));

    /// <summary>A number of so many hexadecimal digits.</summary>
    private IEnumerable<Way> HexDigits(int count)
    {
        foreach ((CodePointSet forms, string digit) in HexDigitForms)
        {
            string digits = Text + digit;
            int left = count - digits.Length;
            int low = Hex(digits) << (4 * left);
            int high = low + (1 << (4 * left)) - 1;
            if (!MayReach(low, high) || (IsCanonical && low >= FirstLead && high <= LastTrail))
            {
                continue;
            }

            RegexSyntax? next = left > 0 ? this with { Text = digits } : AfterUnit(low);
            if (next is not null)
            {
                yield return On(forms, next);
            }
        }
    }

    /// <summary>After a character as <c>\u</c>: in a class a leading surrogate may be one half of it.</summary>
    private RegexSyntax? AfterUnit(int unit) => Class != ClassPlace.None && IsLead(unit)
        ? this with { At = Place.Lead, Surrogate = unit, Text = string.Empty }
        : AfterCharacter(unit);

    private IEnumerable<Way> LeadWays()
    {
        RegexSyntax? alone = (this with { Surrogate = 0 }).AfterCharacter(Surrogate);
        switch (At)
        {
            case Place.Lead:
                return [On('\\', this with { At = Place.LeadEscape }), .. Without(alone?.Next(), '\\')];
            case Place.LeadEscape:
                return [On('u', this with { At = Place.LeadUnicode }), .. Without((alone is null ? null : alone with { At = Place.Escape })?.Next(), 'u')];
            default:
                IEnumerable<Way> brace = Text.Length > 0 || alone is null ? [] : [On('{', alone with { At = Place.CodePointEscape })];
                return brace.Concat(TrailDigits(alone));
        }
    }

    private static IEnumerable<Way> Without(IEnumerable<Way>? ways, char character) => ways?.Where(way => !way.Characters.Contains(character)) ?? [];

    /// <summary>The digits of the surrogate that completes a character, or of another character after the one alone.</summary>
    private IEnumerable<Way> TrailDigits(RegexSyntax? alone)
    {
        foreach ((CodePointSet forms, string digit) in HexDigitForms)
        {
            string digits = Text + digit;
            int left = 4 - digits.Length;
            int low = Hex(digits) << (4 * left);
            int high = low + (1 << (4 * left)) - 1;
            int trail = Math.Min(high, LastTrail);
            bool mayComplete = trail >= Math.Max(low, FirstTrail) && (Class != ClassPlace.Dash || Combine(Surrogate, trail) >= Low);
            if (mayComplete || alone is not null)
            {
                RegexSyntax? next = left > 0 ? this with { Text = digits }
                    : IsTrail(low) ? (this with { Surrogate = 0 }).AfterCharacter(Combine(Surrogate, low))
                    : alone!.AfterUnit(low);
                if (next is not null)
                {
                    yield return On(forms, next);
                }
            }
        }
    }

    private IEnumerable<Way> CodePointDigits()
    {
        if (Text.Length > 0 && AfterCharacter(Hex(Text)) is { } done)
        {
            yield return On('}', done);
        }

        foreach ((CodePointSet forms, string digit) in HexDigitForms)
        {
            string digits = Text == "0" ? digit : Text + digit;
            if (Hex(digits) <= CodePointSet.MaxCodePoint && MayReach(0, Greatest(Hex(digits))))
            {
                yield return On(forms, this with { Text = digits });
            }
        }
    }

    /// <summary>The greatest code point whose digits begin as those of a number do.</summary>
    private static int Greatest(int value)
    {
        int greatest = value;
        for (int low = value; low != 0 && low << 4 <= CodePointSet.MaxCodePoint;)
        {
            low <<= 4;
            greatest = Math.Min((greatest << 4) | 0xF, CodePointSet.MaxCodePoint);
        }

        return value == 0 ? CodePointSet.MaxCodePoint : greatest;
    }

    private IEnumerable<Way> PropertyNames()
    {
        if (PropertyExpressions.Contains(Text))
        {
            yield return On('}', AfterSet()!);
        }

        foreach (char next in PropertyExpressions.NextAfter(Text))
        {
            yield return On(next, this with { Text = Text + next });
        }
    }
}
