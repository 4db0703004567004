// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;
using Constrain.Vocabularies;

namespace Constrain.Masks;

/// <summary>Takes out of the mask of a state the tokens that the way to it forbids: names written before, items equal to others.</summary>
/// <remarks>
/// The state allows whatever some way to it allows, so nothing is ever added. Which tokens to look at is known beforehand: in a
/// name those that go on like a name written before; outside of names those that hold a whole name; and those after which a
/// rule was entered without being bound (<see cref="State.IsLoose"/>). These are stepped one by one.
/// </remarks>
internal static class TrailFilter
{
    /// <summary>The tokens to take out of a mask; null for none.</summary>
    public static List<int>? Find(MaskCache masks, Position position, TokenMask mask, TokenSuspects suspects)
    {
        List<int>? removed = null;
        if (position.Trail is DocumentTrail { Top: { } top } trail)
        {
            FindNames(masks, position.State, trail, top, mask, suspects, ref removed);
        }

        if (masks.Automaton.HasPending)
        {
            foreach (int token in suspects.Loose)
            {
                if (masks.Automaton.Step(position, masks.Vocabulary.GetBytes(token)).IsDead)
                {
                    (removed ??= []).Add(token);
                }
            }
        }

        return removed;
    }

    /// <summary>Whether every name that a document may write here was written before.</summary>
    public static bool IsDeadEnd(Automaton automaton, Position position) =>
        position.Trail is DocumentTrail { Naming.Names.Count: > 0 and var count }
        && !position.State.IsAccepting
        && !IsEndless(automaton, position)
        && !HasMany(automaton, position.State, count)
        && TakenNames(automaton, position, out ByteSet next) is { } taken
        && (automaton.FirstBytes(position.State) & ~next) == ByteSet.None
        && Array.TrueForAll(position.State.Pairs, pair => automaton.Regexes.IsEmpty(automaton.Regexes.Except(pair.Regex, taken)));

    /// <summary>Whether it is plain to see that there are more names than were written: where a name is written, letters are letters of it.</summary>
    private static bool HasMany(Automaton automaton, State state, int written)
    {
        if (written < RegexBuilder.Many)
        {
            foreach (Pair pair in state.Pairs)
            {
                if (automaton.Regexes.HasMany(pair.Regex))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The length in bytes of a short completion of a place: the shortest, but for what names and items must differ from.</summary>
    public static long MinLength(Automaton automaton, Position position)
    {
        if (position.State.IsAccepting || TakenNames(automaton, position, out _) is not { } taken)
        {
            return automaton.MinLength(position.State);
        }

        RegexBuilder regexes = automaton.Regexes;
        return position.State.Pairs.Min(pair => regexes.Except(pair.Regex, taken) is var left && regexes.IsEmpty(left)
            ? Lengths.Infinite
            : Lengths.Add(regexes.MinLength(left), automaton.MinLength(pair.Continuation)));
    }

    /// <summary>What may not follow in a name, so that none is written twice; null where there is nothing.</summary>
    /// <param name="automaton">The automaton.</param>
    /// <param name="position">The place.</param>
    /// <param name="begins">What it begins with: what begins otherwise is another name.</param>
    private static Regex? TakenNames(Automaton automaton, Position position, out ByteSet begins)
    {
        begins = ByteSet.None;
        if (position.Trail is not DocumentTrail { Naming: { Names.Count: > 0 } naming } trail)
        {
            return null;
        }

        byte[] part = trail.PartOfName;
        RegexBuilder regexes = automaton.Regexes;
        ByteSet next = automaton.FirstBytes(position.State);
        var written = new List<Regex>();
        foreach (string name in naming.Names)
        {
            if (MayBegin(name, part) && MayGoOn(name, part.Length, next) && trail.HasOneText(name) && trail.TextOf(name) is var text && text.AsSpan().StartsWith(part))
            {
                written.Add(regexes.Concat(regexes.Literal(text.AsSpan(part.Length)), regexes.Everything));
                begins |= text.Length > part.Length ? ByteSet.Of(text[part.Length]) : ByteSet.All;
            }
        }

        return written.Count == 0 ? null : regexes.Union([.. written]);
    }

    private static void FindNames(MaskCache masks, State state, DocumentTrail trail, DocumentTrail.Open top, TokenMask mask, TokenSuspects suspects, ref List<int>? removed)
    {
        NameTokens tokens = NameTokens.For(masks.Vocabulary, trail);
        if (trail.Naming is { Names.Count: > 0 } naming)
        {
            byte[] part = trail.PartOfName;
            HashSet<int>? tried = null;
            bool isEndless = IsEndless(masks.Automaton, new Position(state, trail));
            ByteSet next = masks.Automaton.FirstBytes(state);
            for (DocumentTrail.Written? written = naming.Last; written is not null; written = written.Before)
            {
                string name = written.Name;
                if (!trail.HasOneText(name))
                {
                    Try(tokens.WithNameEnd, masks.Vocabulary, trail, mask, ref removed);
                    break;
                }

                if (MayBegin(name, part) && MayGoOn(name, part.Length, next) && MayEnd(name, part.Length, isEndless, tokens)
                    && trail.TextOf(name) is var text && text.AsSpan().StartsWith(part))
                {
                    FindName(masks, new Position(state, trail), text.AsSpan(part.Length), mask, tried ??= [], ref removed);
                }
            }
        }

        Try(suspects.WithTwoNames, masks.Vocabulary, trail, mask, ref removed);
        if (top.HasNameIn(tokens.Names))
        {
            for (DocumentTrail.Open? open = top; open is not null; open = open.Parent)
            {
                for (DocumentTrail.Written? written = open.Last; written is not null; written = written.Before)
                {
                    if (tokens.Names.TryGetValue(written.Name, out int[]? whole))
                    {
                        Try(whole, masks.Vocabulary, trail, mask, ref removed);
                    }
                }
            }
        }
    }

    // No token ends most names, and where there is always another name, only those that end one matter.
    private static bool MayEnd(string name, int read, bool isEndless, NameTokens tokens) =>
        !isEndless || name.AsSpan().ContainsAnyExcept(JsonStringEncoding.PlainAscii) || tokens.Ends.Contains(name.AsSpan(Math.Min(read, name.Length)));

    /// <summary>Whether it is plain to see that after every beginning of a name there are endlessly many names: any string will do.</summary>
    private static bool IsEndless(Automaton automaton, Position position)
    {
        if (position.Trail is not JsonTrail)
        {
            return false;
        }

        Regex anyBody = JsonTerminals.Of(automaton.Regexes, Spelling.Canonical).Strings.AnyBody;
        return Array.Exists(position.State.Pairs, pair => IsEndless(pair.Regex, anyBody));
    }

    private static bool IsEndless(Regex regex, Regex anyBody)
    {
        // Inside a character, or at its escape, the rest of it is ahead of the body.
        while (regex is Regex.Concat { Run: null, Head: Regex.Bytes } letter)
        {
            regex = letter.Tail;
        }

        Regex body = regex is Regex.Concat concat ? concat.Head : regex;
        return body == anyBody || (body is Regex.Dfa { State: UndeclaredNames { Wider: { } wider } } && IsEndless(wider, anyBody));
    }

    // A look at the first character spares most names the rest.
    private static bool MayBegin(string name, byte[] part) =>
        part.Length == 0 || (name.Length > 0 && (name[0] == part[0] || part[0] is >= 0x80 or (byte)'\\'));

    // So does a look at the letter that would be next; where it is spelt otherwise, it is not looked at.
    private static bool MayGoOn(string name, int read, ByteSet next) =>
        read >= name.Length || !JsonStringEncoding.PlainAscii.Contains(name[read]) || next.Contains((byte)name[read]) || name.AsSpan(0, read).ContainsAnyExcept(JsonStringEncoding.PlainAscii);

    /// <summary>The tokens that complete a name, and those on the way to it that lead to no other.</summary>
    /// <param name="masks">The masks.</param>
    /// <param name="position">Where the rest of the name may follow.</param>
    /// <param name="rest">The rest of the name, and the byte that ends it.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="tried">The nodes of the trie that were on the way to another name.</param>
    /// <param name="removed">The tokens.</param>
    private static void FindName(MaskCache masks, Position position, ReadOnlySpan<byte> rest, TokenMask mask, HashSet<int> tried, ref List<int>? removed)
    {
        TokenTrie trie = masks.Vocabulary.Trie;
        ReadOnlySpan<TrieNode> nodes = trie.Nodes;
        int count = ((DocumentTrail)position.Trail!).Naming!.Names.Count;
        int node = TokenTrie.Root;
        foreach (byte letter in rest[..^1])
        {
            node = trie.Child(node, letter);
            if (node < 0)
            {
                return;
            }

            // A part of a name ends nothing that what follows is bound to, so the state alone may say that there are others.
            if (nodes[node].Token is >= 0 and var token && mask[token] && tried.Add(node)
                && !HasMany(masks.Automaton, masks.Automaton.Step(position.State, masks.Vocabulary.GetBytes(token)), count)
                && IsDeadEnd(masks.Automaton, masks.Automaton.Step(position, masks.Vocabulary.GetBytes(token))))
            {
                Remove(nodes[node].Token, mask, ref removed);
            }
        }

        node = trie.Child(node, rest[^1]);
        for (int end = node < 0 ? node : nodes[node].End; node < end; node++)
        {
            Remove(nodes[node].Token, mask, ref removed);
        }

        void Remove(int token, TokenMask mask, ref List<int>? removed)
        {
            for (; token >= 0; token = trie.NextToken(token))
            {
                if (mask[token])
                {
                    (removed ??= []).Add(token);
                }
            }
        }
    }

    private static void Try(int[] tokens, Vocabulary vocabulary, DocumentTrail trail, TokenMask mask, ref List<int>? removed)
    {
        foreach (int token in tokens)
        {
            if (mask[token] && trail.After(vocabulary.GetBytes(token)) is null)
            {
                (removed ??= []).Add(token);
            }
        }
    }
}
