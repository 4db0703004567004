// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Grammars;

/// <summary>What may follow, once the regex at hand is done: any one of its frames. Interned; an immutable, shared stack.</summary>
/// <remarks>
/// A continuation is a node of a graph-structured stack (Tomita 1986; Scott and Johnstone 2010) as a value: parses that reached
/// the same point by different ways are frames of one continuation, so a state stays small where the number of parses is
/// exponential. Invariant: frames ascend by <see cref="Frame.Id"/>, without duplicates, and there is at least one.
/// </remarks>
internal sealed class Continuation(int id, Frame[] frames)
{
    public int Id { get; } = id;

    public Frame[] Frames { get; } = frames;

    /// <summary>Whether a rule that follows at once depends on the text before it (<see cref="Rule.IsPending"/>).</summary>
    public bool IsPending { get; } = Array.Exists(frames, static f => MayBegin(f));

    /// <summary>Whether something in it may allow too much (<see cref="Symbol.IsLoose"/>).</summary>
    public bool IsLoose { get; } = Array.Exists(frames, static f => f.Rest.IsLoose || f.Tail is { IsLoose: true });

    /// <summary>What the automaton keeps of it: the state that begins with it; null until asked for.</summary>
    internal object? Entry { get; set; }

    /// <summary>The length in bytes of the shortest way to the end; -1 until <see cref="ContinuationTable.MinLength"/> is asked for it.</summary>
    internal long MinLength { get; set; } = -1;

    /// <inheritdoc/>
    public override int GetHashCode() => Id;

    public override string ToString() => string.Join(" | ", Frames.AsEnumerable());

    // What may be empty lets what follows it begin at once.
    private static bool MayBegin(Frame frame)
    {
        Sequence rest = frame.Rest;
        for (; !rest.IsEmpty; rest = rest.Rest)
        {
            if (rest.Head is Rule { IsPending: true })
            {
                return true;
            }

            if (rest.Head is Rule { MinLengthBound: > 0 } or Terminal { Regex.IsNullable: false })
            {
                return false;
            }
        }

        return frame.Tail is { IsPending: true };
    }
}

/// <summary>One way on: the rest of a production, then what follows the rule it belongs to. Interned.</summary>
/// <remarks>Invariant: the rest is not empty, except in the one frame that stands for the end of the document.</remarks>
internal sealed class Frame
{
    internal Frame(int id, Sequence rest, Continuation? tail)
    {
        Id = id;
        Rest = rest;
        Tail = tail;
    }

    public int Id { get; }

    public Sequence Rest { get; }

    /// <summary>Null in the frame of the end.</summary>
    public Continuation? Tail { get; }

    public bool IsEnd => Tail is null;

    /// <inheritdoc/>
    public override int GetHashCode() => Id;

    public override string ToString() => IsEnd ? "end" : $"{Rest} · ({Tail!.Id})";
}

/// <summary>Interns continuations and frames. Threads: used under the lock of its automaton.</summary>
internal sealed class ContinuationTable
{
    /// <summary>Ways on from one place, each a parse of its own; a step takes time in proportion to them.</summary>
    private const int MaxFrames = 1 << 16;

    private readonly Grammar _grammar;
    private readonly Dictionary<(Sequence, Continuation), Continuation> _pushed = [];
    private readonly Dictionary<(Continuation, Continuation), Continuation> _united = [];
    private readonly Dictionary<FrameSet, Continuation> _interned = [];
    private int _frames;
    private int _nextFrame = 1;
    private int _nextContinuation = 1;

    public ContinuationTable(Grammar grammar)
    {
        _grammar = grammar;
        End = new Continuation(0, [new Frame(0, grammar.Empty, null)]) { MinLength = 0 };
    }

    /// <summary>Nothing follows: the document is complete.</summary>
    public Continuation End { get; }

    /// <summary>How much is interned, for budgets: continuations, pushes and unions, and the frames of unions at 16 to one.</summary>
    public int Count => _interned.Count + _pushed.Count + _united.Count + (_frames / 16);

    /// <summary>First the rest, then the continuation. A rest without symbols pushes nothing, so tail calls do not grow the stack.</summary>
    public Continuation Push(Sequence rest, Continuation tail)
    {
        if (rest.IsEmpty)
        {
            return tail;
        }

        if (!_pushed.TryGetValue((rest, tail), out Continuation? continuation))
        {
            var frame = new Frame(_nextFrame++, rest, tail);
            continuation = new Continuation(_nextContinuation++, [frame]);
            _pushed.Add((rest, tail), continuation);
            _interned.Add(new FrameSet(continuation.Frames), continuation);
        }

        return continuation;
    }

    /// <summary>The length in bytes of the shortest way to the end. Most masks never ask, so it is found when somebody does.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: finding it took too many steps.</exception>
    public long MinLength(Continuation continuation)
    {
        if (continuation.MinLength >= 0)
        {
            return continuation.MinLength;
        }

        // A loop and not a recursion: the stack is as deep as the document.
        var pending = new Stack<Continuation>([continuation]);
        while (pending.TryPeek(out Continuation? top))
        {
            int depth = pending.Count;
            long length = Lengths.Infinite;
            foreach (Frame frame in top.Frames)
            {
                if (frame.Tail is { MinLength: < 0 } tail)
                {
                    pending.Push(tail);
                }
                else
                {
                    length = Math.Min(length, frame.IsEnd ? 0 : Lengths.Add(_grammar.MinLength(frame.Rest), frame.Tail!.MinLength));
                }
            }

            if (pending.Count == depth)
            {
                top.MinLength = length;
                pending.Pop();
            }
        }

        return continuation.MinLength;
    }

    /// <summary>Any of the continuations; there is at least one.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: the grammar is too ambiguous.</exception>
    public Continuation Unite(IReadOnlyList<Continuation> any)
    {
        Continuation first = any[0];
        Continuation? second = null;
        bool areTwo = true;
        for (int i = 1; i < any.Count; i++)
        {
            if (any[i] != first && any[i] != second)
            {
                areTwo = second is null;
                second ??= any[i];
                if (!areTwo)
                {
                    break;
                }
            }
        }

        return second is null ? first : areTwo ? Unite(first, second) : Intern(any.SelectMany(c => c.Frames));
    }

    private Continuation Unite(Continuation a, Continuation b)
    {
        (Continuation, Continuation) key = a.Id < b.Id ? (a, b) : (b, a);
        if (!_united.TryGetValue(key, out Continuation? continuation))
        {
            _united.Add(key, continuation = Intern(a.Frames.Concat(b.Frames)));
        }

        return continuation;
    }

    private Continuation Intern(IEnumerable<Frame> any)
    {
        Frame[] frames = [.. any.Distinct()];
        if (frames.Length > MaxFrames)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"the text can go on in more than {MaxFrames} ways at one place", hint: "make the grammar less ambiguous");
        }

        Array.Sort(frames, static (a, b) => a.Id.CompareTo(b.Id));
        if (!_interned.TryGetValue(new FrameSet(frames), out Continuation? continuation))
        {
            continuation = new Continuation(_nextContinuation++, frames);
            _interned.Add(new FrameSet(frames), continuation);
            _frames += frames.Length;
        }

        return continuation;
    }

    /// <summary>Forgets everything interned; continuations that somebody holds stay good.</summary>
    public void Clear()
    {
        _pushed.Clear();
        _united.Clear();
        _interned.Clear();
        _frames = 0;
    }

    private readonly record struct FrameSet(Frame[] Frames)
    {
        public bool Equals(FrameSet other) => Frames.AsSpan().SequenceEqual(other.Frames);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (Frame frame in Frames)
            {
                hash.Add(frame.Id);
            }

            return hash.ToHashCode();
        }
    }
}
