// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Diagnostics;

namespace Constrain.Regexes;

/// <summary>Texts, and lists of them.</summary>
internal sealed partial class RegexBuilder
{
    /// <summary>Exactly these bytes.</summary>
    public Regex Literal(ReadOnlySpan<byte> bytes) => Text(bytes, Epsilon);

    /// <summary>Exactly the UTF-8 of this text.</summary>
    public Regex Literal(string text) => Literal(Encoding.UTF8.GetBytes(text));

    /// <summary>One of these words, as a prefix tree, so that a derivative costs by the branch and not by the word.</summary>
    public Regex Literals(IEnumerable<byte[]> words)
    {
        byte[][] sorted = [.. words];
        Array.Sort(sorted, static (a, b) => a.AsSpan().SequenceCompareTo(b));
        return PrefixTree(sorted, 0);
    }

    /// <summary>These bytes, then a word of another regex.</summary>
    public Regex Text(ReadOnlySpan<byte> bytes, Regex after)
    {
        if (after == Nothing)
        {
            return Nothing;
        }

        // The last letters may join a repeat that follows.
        while (!bytes.IsEmpty && (bytes.Length == 1 || Counts(HeadOf(after), bytes[^1])))
        {
            after = Prepend(Letter(bytes[^1]), after);
            bytes = bytes[..^1];
        }

        return bytes.IsEmpty ? after : _table.Intern(new RegexKeys.Text(this, bytes, after, TextRun.HashOf(bytes, after.Hash)));
    }

    /// <summary>Whether the regex is a repeat of the letter, or the letter or nothing.</summary>
    private bool Counts(Regex regex, byte letter) => regex switch
    {
        Regex.Repeat repeat => repeat.Inner is Regex.Bytes bytes && bytes.Letter == letter,
        Regex.Union { Parts: [var first, Regex.Bytes bytes] } => first == Epsilon && bytes.Letter == letter,
        _ => false,
    };

    /// <summary>The rest of a run from a byte on, when its hash is known.</summary>
    internal Regex Suffix(TextRun run, int start, int hash)
    {
        ReadOnlySpan<byte> bytes = run.Bytes.AsSpan(start);
        return bytes.Length > 1 ? _table.Intern(new RegexKeys.Text(this, bytes, run.After, hash, run))
            : run.After == Epsilon ? Letter(bytes[0])
            : _table.Intern(new RegexKeys.Concat(Letter(bytes[0]), run.After));
    }

    /// <summary>The words, which ascend, without the bytes before <paramref name="depth"/>, which they share.</summary>
    private Regex PrefixTree(ReadOnlySpan<byte[]> words, int depth)
    {
        StackGuard.Ensure("the list of words");
        if (words.IsEmpty)
        {
            return Nothing;
        }

        // All that the words share is one step, so that the recursion is as deep as they branch and not as they are long.
        int shared = words[0].AsSpan(depth).CommonPrefixLength(words[^1].AsSpan(depth));
        ReadOnlySpan<byte> prefix = words[0].AsSpan(depth, shared);
        depth += shared;
        if (words[^1].Length == depth)
        {
            return Text(prefix, Epsilon);
        }

        var branches = new RegexBuffer();
        int start = 0;
        while (start < words.Length)
        {
            if (words[start].Length == depth)
            {
                branches.Add(Epsilon);
                start++;
                continue;
            }

            byte first = words[start][depth];
            int end = start + 1;
            while (end < words.Length && words[end][depth] == first)
            {
                end++;
            }

            branches.Add(PrefixTree(words[start..end], depth));
            start = end;
        }

        return Text(prefix, Unite(ref branches));
    }
}
