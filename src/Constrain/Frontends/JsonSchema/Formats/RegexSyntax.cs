// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Immutable;
using System.Globalization;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The regexes of ECMA-262 with the flag <c>u</c>, edition 11, as an automaton: its grammar and all of its early errors.</summary>
/// <remarks>
/// Not regular: the open groups are a stack, and references must meet their groups. From every state a regex can be completed,
/// if need be by groups for the references that are still without one. Canonical regexes are those that other engines read
/// the same way: no named groups, look-behind, properties, <c>\c</c>, <c>\u{…}</c> or empty classes, only references back,
/// and counts of three digits at the most.
/// </remarks>
internal sealed partial record RegexSyntax : CharState
{
    /// <summary>A reference to more groups is not accepted: the groups that it needs could not be counted on to follow.</summary>
    private const int MaxReference = 999;

    private static readonly CodePointSet SyntaxCharacters = CodePointSet.OfChars(@"^$\.*+?()[]{}|");
    private static readonly CodePointSet Literals = SyntaxCharacters.Complement();

    private RegexSyntax(bool isCanonical) => IsCanonical = isCanonical;

    /// <summary>Every regex.</summary>
    public static RegexSyntax Start { get; } = new(false);

    /// <summary>Those that other engines read the same way.</summary>
    public static RegexSyntax CanonicalStart { get; } = new(true);

    private bool IsCanonical { get; init; }

    private Place At { get; init; }

    /// <summary>The groups that are open, the innermost last: <c>(</c> for a group, <c>=</c> for a look-around, which takes no quantifier.</summary>
    private string Open { get; init; } = string.Empty;

    /// <summary>Capturing groups begun.</summary>
    private int Groups { get; init; }

    /// <summary>The largest number that is referred to.</summary>
    private int Reference { get; init; }

    /// <summary>Names of groups, and those that are referred to but not given yet.</summary>
    private Names Given { get; init; } = Names.None;

    private Names Wanted { get; init; } = Names.None;

    /// <summary>The digits or the name that are being read.</summary>
    private string Text { get; init; } = string.Empty;

    /// <summary>The least count of the quantifier that is being read.</summary>
    private string Least { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override bool IsAccepting =>
        At is Place.Term or Place.Atom or Place.Quantified or Place.Zero or Place.Number
        && Class == ClassPlace.None && Open.Length == 0 && Finished is { } end && end.Reference <= Groups && Wanted.Count == 0;

    /// <inheritdoc/>
    public override int MinLengthBound => IsAccepting ? 0 : Math.Max(1, Open.Length + (2 * Math.Max(0, Finished.Reference - Groups - Wanted.Count)) + (5 * Wanted.Count));

    /// <summary>The state without the number that was being read.</summary>
    private RegexSyntax Finished => At == Place.Number
        ? this with { At = Place.Atom, Reference = Math.Max(Reference, Number(Text)), Text = string.Empty }
        : At == Place.Zero ? this with { At = Place.Atom } : this;

    /// <inheritdoc/>
    public override IEnumerable<Way> Next() => At switch
    {
        Place.Term or Place.Atom or Place.Quantified or Place.GroupStart => Class == ClassPlace.None ? Terms() : ClassWays(),
        Place.Number => [.. Digits(MoreOfReference), .. AllButDigits()],
        Place.Zero => AllButDigits(),
        Place.GroupKind => GroupKinds(),
        Place.GroupAngle => [On('=', LookAround()), On('!', LookAround()), .. NameWays()],
        Place.Name or Place.ReferenceName => NameWays(),
        Place.Count or Place.Most => Counts(),
        Place.Lead or Place.LeadEscape or Place.LeadUnicode => LeadWays(),
        _ => EscapeWays(),
    };

    private static Way On(char character, RegexSyntax next) => new(CodePointSet.Of(character), next);

    private static Way On(CodePointSet characters, RegexSyntax next) => new(characters, next);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private IEnumerable<Way> Terms()
    {
        RegexSyntax term = this with { At = Place.Term };
        RegexSyntax atom = this with { At = Place.Atom };
        yield return On(Literals, atom);
        yield return On('.', atom);
        yield return On('^', term);
        yield return On('$', term);
        yield return On('|', term);
        yield return On('\\', this with { At = Place.Escape });
        yield return On('[', this with { At = Place.Term, Class = ClassPlace.Start });
        yield return On('(', this with { At = Place.GroupStart, Open = Open + "(", Groups = Groups + 1 });
        if (Open.Length > 0)
        {
            yield return On(')', this with { At = Open[^1] == '(' ? Place.Atom : Place.Term, Open = Open[..^1] });
        }

        switch (At)
        {
            case Place.Atom:
                yield return On(CodePointSet.OfChars("*+?"), this with { At = Place.Quantified });
                yield return On('{', this with { At = Place.Count });
                break;
            case Place.Quantified:
                yield return On('?', term);
                break;
            case Place.GroupStart:
                yield return On('?', this with { At = Place.GroupKind, Groups = Groups - 1 });
                break;
        }
    }

    private RegexSyntax LookAround() => this with { At = Place.Term, Open = Open[..^1] + "=" };

    private IEnumerable<Way> GroupKinds()
    {
        yield return On(':', this with { At = Place.Term });
        yield return On('=', LookAround());
        yield return On('!', LookAround());
        if (!IsCanonical)
        {
            yield return On('<', this with { At = Place.GroupAngle });
        }
    }

    private IEnumerable<Way> Counts()
    {
        if (Text.Length > 0)
        {
            bool isMost = At == Place.Most;
            if (!isMost || Compare(Text, Least) >= 0)
            {
                yield return On('}', this with { At = Place.Quantified, Text = string.Empty, Least = string.Empty });
            }

            if (!isMost)
            {
                yield return On(',', this with { At = Place.Most, Least = Text, Text = string.Empty });
            }
        }
        else if (At == Place.Most)
        {
            yield return On('}', this with { At = Place.Quantified, Least = string.Empty });
        }

        for (char digit = '0'; digit <= '9'; digit++)
        {
            if (!IsCanonical || IsCanonicalCount(Text + digit))
            {
                // Zeros before a number are no part of it, so that there are fewer states.
                yield return On(digit, this with { Text = Text == "0" ? digit.ToString() : Text + digit });
            }
        }
    }

    /// <summary>Whether the digits begin a count of three digits that is not below <see cref="Least"/>.</summary>
    private bool IsCanonicalCount(string digits) =>
        digits.Length <= 3 && !(digits.Length > 1 && digits[0] == '0') && (digits == "0" ? Least.Trim('0').Length == 0 : Compare(digits.PadRight(3, '9'), Least) >= 0);

    private static int Compare(string left, string right)
    {
        right = right.TrimStart('0');
        left = left.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }

    private IEnumerable<Way> Digits(IEnumerable<char> digits) => digits.Select(d => On(d, this with { Text = Text + d }));

    /// <summary>The digits with which the number is still that of a group.</summary>
    private IEnumerable<char> MoreOfReference => "0123456789".Where(d => Number(Text + d) <= (IsCanonical ? Groups : MaxReference));

    /// <summary>After a number, to which every digit that follows belongs, and after <c>\0</c>, which none may follow.</summary>
    private IEnumerable<Way> AllButDigits()
    {
        CodePointSet notDigits = CodePointSet.Range('0', '9').Complement();
        return from way in Finished.Next() let rest = way.Characters.Intersect(notDigits) where !rest.IsEmpty select way with { Characters = rest };
    }

    /// <summary>Where in a regex the text is; inside a class <see cref="Class"/> says more.</summary>
    private enum Place
    {
        /// <summary>Where a term may begin and nothing is there to be repeated.</summary>
        Term,

        /// <summary>After an atom, which may be repeated.</summary>
        Atom,

        /// <summary>After a quantifier, which may be made lazy.</summary>
        Quantified,

        /// <summary>After <c>(</c>.</summary>
        GroupStart,

        /// <summary>After <c>(?</c>.</summary>
        GroupKind,

        /// <summary>After <c>(?&lt;</c>.</summary>
        GroupAngle,

        /// <summary>In the name of a group.</summary>
        Name,

        /// <summary>In the name after <c>\k</c>.</summary>
        ReferenceName,

        /// <summary>After <c>{</c>.</summary>
        Count,

        /// <summary>After the comma of a quantifier.</summary>
        Most,

        /// <summary>After <c>\</c>.</summary>
        Escape,

        /// <summary>In the number of a reference.</summary>
        Number,

        /// <summary>After <c>\0</c>.</summary>
        Zero,

        /// <summary>After <c>\c</c>.</summary>
        Control,

        /// <summary>In the digits of <c>\x</c>.</summary>
        HexEscape,

        /// <summary>After <c>\u</c>, in its four digits.</summary>
        UnicodeEscape,

        /// <summary>After a leading surrogate as <c>\u</c> in a class, which a trailing one would make one character.</summary>
        Lead,

        /// <summary>After the next <c>\</c>.</summary>
        LeadEscape,

        /// <summary>After the next <c>\u</c>, in its four digits.</summary>
        LeadUnicode,

        /// <summary>In <c>\u{…}</c>.</summary>
        CodePointEscape,

        /// <summary>After <c>\k</c>.</summary>
        Reference,

        /// <summary>After <c>\p</c>.</summary>
        Property,

        /// <summary>In the braces of <c>\p{…}</c>.</summary>
        PropertyName,
    }

    /// <summary>A set of names, as a value.</summary>
    private sealed record Names(ImmutableSortedSet<string> All)
    {
        public static readonly Names None = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

        public int Count => All.Count;

        public Names With(string name) => new(All.Add(name));

        public Names Without(string name) => new(All.Remove(name));

        public bool Equals(Names? other) => other is not null && All.SetEquals(other.All);

        public override int GetHashCode() => All.Aggregate(0, (hash, name) => hash ^ name.GetHashCode(StringComparison.Ordinal));
    }
}
