// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Regexes;

namespace Constrain.Masks;

/// <summary>The masks of one automaton over one vocabulary, kept with their states.</summary>
/// <remarks>
/// A mask that is known costs one read: it is attached to its state. Shared by threads; where an automaton is used with two
/// vocabularies, the later mask takes the place of the earlier. Past its budget all masks are let go; those that somebody
/// holds stay good.
/// </remarks>
internal sealed class MaskCache(Automaton automaton, Vocabulary vocabulary)
{
    /// <summary>Bytes of masks and of the states that they keep alive.</summary>
    private const long MaxBytes = 32L << 20;

    /// <summary>A state with its transitions, and a mask without its tokens, in bytes.</summary>
    private const int StateBytes = 512;

    private readonly TokenLeaves? _leaves = automaton.Tokens.Count == 0 ? null : new TokenLeaves(automaton, vocabulary);
    private readonly Lock _gate = new();
    private readonly List<State> _kept = [];
    private readonly HashSet<ulong[]> _bits = [];
    private long _size;

    public Automaton Automaton => automaton;

    public Vocabulary Vocabulary => vocabulary;

    /// <summary>The mask without a token.</summary>
    public TokenMask Nothing { get; } = new([], 0, [], [], vocabulary.Count);

    /// <summary>The place after a token that does not end generation; null where it may not come.</summary>
    public Position? After(Position position, int token)
    {
        ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
        Position next = position.State.Tokens.Length > 0 ? new Position(_leaves!.Step(position.State, token), null)
            : bytes.IsEmpty ? new Position(automaton.Dead, null)
            : automaton.Step(position, bytes);
        return next.IsDead || TrailFilter.IsDeadEnd(automaton, next) ? null : next;
    }

    /// <summary>The mask of a place by the plain walk over the token trie, with only the tokens that leave so short a completion.</summary>
    public TokenMask WalkedMaskOf(Position position, long maxRest = Lengths.Infinite)
    {
        TokenMask text = TrieWalk.Compute(automaton, position, vocabulary, maxRest);
        return _leaves?.Complete(position.State, text, maxRest) ?? text;
    }

    /// <summary>The mask of a state.</summary>
    public TokenMask MaskOf(State state) => KnownMaskOf(state) ?? ComputeAndKeep(state);

    /// <summary>The mask of a place.</summary>
    public TokenMask MaskOf(Position position) => Filter(MaskOf(position.State), position);

    /// <summary>The mask of a place, if that of its state is known already; null otherwise.</summary>
    public TokenMask? KnownMaskOf(Position position) => KnownMaskOf(position.State) is { } mask ? Filter(mask, position) : null;

    private TokenMask Filter(TokenMask mask, Position position)
    {
        if (position.Trail is null)
        {
            return mask;
        }

        // The mask may have been let go meanwhile; what is known of it then is found again.
        TokenSuspects suspects = position.State.Attachment is Kept kept && kept.Mask == mask
            ? kept.Suspects ??= new TokenSuspects(automaton, position.State, vocabulary, mask)
            : new TokenSuspects(automaton, position.State, vocabulary, mask);
        return TrailFilter.Find(this, position, mask, suspects) is { } removed ? mask.Without(removed) : mask;
    }

    /// <summary>The mask of a state, if it is known already; null otherwise.</summary>
    public TokenMask? KnownMaskOf(State state) => state.Attachment is Kept kept && kept.Owner == this ? kept.Mask : null;

    private TokenMask ComputeAndKeep(State state)
    {
        TokenMask mask = MaskBuilder.Build(automaton, state, vocabulary);
        mask = _leaves?.Complete(state, mask) ?? mask;
        lock (_gate)
        {
            if (KnownMaskOf(state) is { } known)
            {
                return known;
            }

            // Bits that many masks share are counted once.
            _size += StateBytes + (sizeof(int) * (mask.Less.Length + mask.More.Length)) + (_bits.Add(mask.SharedBits) ? sizeof(ulong) * mask.SharedBits.Length : 0);
            if (_size > MaxBytes)
            {
                foreach (State other in _kept)
                {
                    other.Attachment = null;
                }

                _kept.Clear();
                _bits.Clear();
                _size = 0;
            }

            _kept.Add(state);
            state.Attachment = new Kept(this, mask);
        }

        return mask;
    }

    private sealed class Kept(MaskCache owner, TokenMask mask)
    {
        public MaskCache Owner { get; } = owner;

        public TokenMask Mask { get; } = mask;

        /// <summary>The tokens of the mask that some ways to the state forbid; null until asked for.</summary>
        public TokenSuspects? Suspects { get; set; }
    }
}
