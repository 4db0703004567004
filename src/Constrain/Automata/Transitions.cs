// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Automata;

/// <summary>The known steps of a state: by a short list at first, since most states are left by few bytes, later by a row.</summary>
/// <remarks>Written under the lock of the automaton, read without one: an entry is complete before the count shows it.</remarks>
internal sealed class Transitions
{
    private const int MaxListed = 16;

    private readonly byte[] _letters;
    private readonly State?[] _states;
    private int _count;

    private Transitions(int capacity)
    {
        _letters = capacity > MaxListed ? [] : new byte[capacity];
        _states = new State?[capacity];
    }

    /// <summary>The state after a byte; null when it is not known.</summary>
    public State? Find(byte letter)
    {
        if (_letters.Length == 0)
        {
            return Volatile.Read(ref _states[letter]);
        }

        int index = _letters.AsSpan(0, Volatile.Read(ref _count)).IndexOf(letter);
        return index >= 0 ? _states[index] : null;
    }

    /// <summary>The steps and one more, which is not among them.</summary>
    /// <param name="known">The steps; null for none.</param>
    /// <param name="letter">The byte.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>The same object where there is room, otherwise another in its place.</returns>
    public static Transitions With(Transitions? known, byte letter, State next)
    {
        if (known is null)
        {
            known = new Transitions(2);
        }
        else if (known._letters.Length > 0 && known._count == known._letters.Length)
        {
            known = known.Grown();
        }

        known.Add(letter, next);
        return known;
    }

    private Transitions Grown()
    {
        var larger = new Transitions(_count < MaxListed ? _count * 2 : 256);
        for (int i = 0; i < _count; i++)
        {
            larger.Add(_letters[i], _states[i]!);
        }

        return larger;
    }

    private void Add(byte letter, State next)
    {
        if (_letters.Length == 0)
        {
            Volatile.Write(ref _states[letter], next);
            return;
        }

        _states[_count] = next;
        _letters[_count] = letter;
        Volatile.Write(ref _count, _count + 1);
    }
}
