// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The strings that are none of the declared names, as an automaton that walks the names in their order.</summary>
/// <remarks>
/// The same language as the bodies without the names, but nothing is built for a name before a text begins as it does. Every
/// text that is begun goes on in endlessly many ways, and the names are finitely many: so the language is empty nowhere, and
/// the names only matter where a string ends.
/// </remarks>
internal sealed record UndeclaredNames : DfaState
{
    private readonly Regex _bodies;
    private readonly byte[][] _names;
    private readonly int _low;
    private readonly int _high;
    private readonly int _depth;
    private readonly ByteSet _next;

    /// <param name="bodies">What is left of the bodies of all strings.</param>
    /// <param name="names">Texts of names, each the only one of its name, with a last byte that none of them has before (JSON: the closing quote), ascending.</param>
    /// <param name="low">The first name that begins as the text did.</param>
    /// <param name="high">The end of those names; there is one at least.</param>
    /// <param name="depth">The length in bytes of what was read.</param>
    private UndeclaredNames(Regex bodies, byte[][] names, int low, int high, int depth)
    {
        _bodies = bodies;
        _names = names;
        _low = low;
        _high = high;
        _depth = depth;
        bool isName = false;
        for (int i = low; i < high; i++)
        {
            _next |= ByteSet.Of(names[i][depth]);
            isName |= names[i].Length == depth + 1;
        }

        IsAccepting = bodies.IsNullable && !isName;
    }

    public override bool IsAccepting { get; }

    public override long MinLengthBound => IsAccepting ? 0 : Math.Max(1, _bodies.MinLengthBound);

    public override Regex? Wider => _bodies;

    public override ByteSet BytesApart => _next;

    public override int MissingWords => _high - _low;

    public override ReadOnlySpan<byte> MissingWord(int index) => _names[_low + index].AsSpan(_depth)[..^1];

    /// <summary>The letters that names go on with, one by one, and what is left of each class of the bodies.</summary>
    public override ByteClasses ClassesIn(RegexBuilder builder) => builder.Refine(builder.ClassesOf(_bodies), builder.ClassesOfLetters(_next));

    /// <summary>The bodies of all strings but the names.</summary>
    public static Regex Of(RegexBuilder builder, Regex bodies, byte[][] names) =>
        names.Length == 0 ? bodies : builder.Dfa(new UndeclaredNames(bodies, names, 0, names.Length, 0));

    public override Regex Derive(RegexBuilder builder, byte letter)
    {
        Regex bodies = builder.Derivative(_bodies, letter);
        int low = FirstFrom(letter);
        int high = FirstFrom(letter + 1);
        return low == high || bodies == builder.Nothing
            ? bodies
            : builder.Dfa(new UndeclaredNames(bodies, _names, low, high, _depth + 1));
    }

    /// <summary>The first of the names whose next letter is at least this.</summary>
    private int FirstFrom(int letter)
    {
        int low = _low;
        int high = _high;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _names[middle][_depth] < letter ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public bool Equals(UndeclaredNames? other) =>
        other is not null && _bodies == other._bodies && _names == other._names && _low == other._low && _high == other._high && _depth == other._depth;

    public override int GetHashCode() => HashCode.Combine(_bodies.Id, _names, _low, _high, _depth);
}
