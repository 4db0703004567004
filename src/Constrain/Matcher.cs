// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Masks;

namespace Constrain;

/// <summary>A running constraint: which tokens may come next, given those that came so far.</summary>
/// <remarks>
/// What has been accepted is a state of the shared automaton and what the way to it left behind, both immutable, so forking and rolling back cost next to nothing.
/// One matcher serves one sequence and one thread at a time; matchers of one constraint may run on many threads.
/// </remarks>
public sealed partial class Matcher
{
    private readonly MaskCache _masks;
    private Position[] _history;
    private int _count;
    private Position _position;

    internal Matcher(MaskCache masks)
    {
        _masks = masks;
        _position = masks.Automaton.Origin;
        _history = new Position[64];
    }

    private Matcher(Matcher other)
    {
        _masks = other._masks;
        _position = other._position;
        _history = other._history.AsSpan(0, Math.Max(64, other._count)).ToArray();
        _count = other._count;
        IsFinished = other.IsFinished;
    }

    /// <summary>The vocabulary whose tokens are matched.</summary>
    public Vocabulary Vocabulary => _masks.Vocabulary;

    /// <summary>The number of tokens accepted so far.</summary>
    public int TokenCount => _count;

    /// <summary>Whether the document may end here: an end-of-generation token is allowed.</summary>
    public bool IsAccepting => _position.State.IsAccepting && !IsFinished;

    /// <summary>Whether an end-of-generation token was accepted; nothing is allowed any more.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>
    /// The length in bytes of the shortest completion; 0 where the document may end. Where names or items must differ from
    /// others it is that of a short completion: at most so many bytes are needed. A token that a grammar names counts as one byte.
    /// </summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: finding it took too many steps.</exception>
    public long MinimumBytes => TrailFilter.MinLength(_masks.Automaton, _position);

    /// <summary>The tokens that may come next. While the matcher is not finished there is at least one, for any vocabulary that has every single byte.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: the constraint grows past every bound here.</exception>
    public TokenMask Mask => IsFinished ? _masks.Nothing : _masks.MaskOf(_position);

    /// <summary>The masks of many sequences at once; those that are not known yet are computed by the threads of the pool.</summary>
    /// <param name="matchers">The matchers, of one constraint or of several; each is used by nobody else meanwhile.</param>
    /// <param name="masks">Takes <see cref="Mask"/> of each; as long as <paramref name="matchers"/>. Nothing else is allocated when all are known.</param>
    /// <exception cref="ArgumentException">There is not one place for each matcher.</exception>
    /// <exception cref="AggregateException">Computing some masks failed, each as <see cref="Mask"/> says.</exception>
    public static void GetMasks(IReadOnlyList<Matcher> matchers, TokenMask[] masks)
    {
        ArgumentNullException.ThrowIfNull(matchers);
        ArgumentNullException.ThrowIfNull(masks);
        if (masks.Length != matchers.Count)
        {
            throw new ArgumentException($"{masks.Length} masks have room, and there are {matchers.Count} matchers", nameof(masks));
        }

        int unknown = 0;
        for (int i = 0; i < masks.Length; i++)
        {
            Matcher matcher = matchers[i];
            TokenMask? known = matcher.IsFinished ? matcher._masks.Nothing : matcher._masks.KnownMaskOf(matcher._position);
            unknown += known is null ? 1 : 0;
            masks[i] = known!;
        }

        if (unknown > 0)
        {
            MaskBatch.Compute(matchers, masks);
        }
    }

    /// <summary>The same as <see cref="Mask"/> by the plain walk over the token trie: the slow twin that fast masks are held to.</summary>
    internal TokenMask WalkedMask => IsFinished ? _masks.Nothing : _masks.WalkedMaskOf(_position);

    /// <summary>The tokens that may come next and leave a completion of at most so many bytes.</summary>
    /// <param name="maxBytes">The longest completion that may be left after the token, in bytes; 0 asks for a complete document.</param>
    /// <returns>The mask; end-of-generation tokens are in it wherever the document may end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative.</exception>
    public TokenMask MaskWithin(long maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        return IsFinished ? _masks.Nothing : _masks.WalkedMaskOf(_position, maxBytes);
    }

    /// <summary>The length in bytes of the shortest completion after a token, without accepting it.</summary>
    /// <param name="token">A token of the vocabulary.</param>
    /// <returns>The length; null when the token is not allowed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public long? MinimumBytesAfter(int token)
    {
        if (Vocabulary.IsEndOfGeneration(token))
        {
            return IsAccepting ? 0 : null;
        }

        return After(token) is { } next ? TrailFilter.MinLength(_masks.Automaton, next) : null;
    }

    /// <summary>Accepts a token when it is allowed.</summary>
    /// <param name="token">A token of the vocabulary.</param>
    /// <returns>Whether it was; when not, the matcher is as before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public bool TryAccept(int token)
    {
        if (Vocabulary.IsEndOfGeneration(token))
        {
            if (!IsAccepting)
            {
                return false;
            }

            Push(_position);
            IsFinished = true;
            return true;
        }

        if (After(token) is not { } next)
        {
            return false;
        }

        Push(next);
        return true;
    }

    /// <summary>Takes back the last tokens.</summary>
    /// <param name="tokens">How many, from 0 to <see cref="TokenCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer tokens were accepted.</exception>
    public void Rollback(int tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens, _count);
        if (tokens > 0)
        {
            _count -= tokens;
            _position = _history[_count];
            IsFinished = false;
        }
    }

    /// <summary>A second matcher that stands where this one does and goes its own way from here.</summary>
    /// <returns>The fork.</returns>
    public Matcher Fork() => new(this);

    private Position? After(int token) => IsFinished ? null : _masks.After(_position, token);

    private void Push(Position next)
    {
        if (_count == _history.Length)
        {
            Array.Resize(ref _history, _count * 2);
        }

        _history[_count++] = _position;
        _position = next;
    }
}
