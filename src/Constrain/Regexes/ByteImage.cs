// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using Constrain.Diagnostics;

namespace Constrain.Regexes;

/// <summary>Regexes with some bytes replaced by texts, or without the words that have them: the image of a language under a homomorphism.</summary>
/// <remarks>
/// The texts and the bytes that stay are a prefix code, so a word of the image has one word that it is the image of. Then the
/// image commutes with intersection too, and with complement relative to the image of all words, and is found node by node:
/// counters, unions and texts stay what they are. An automaton given by its states is wrapped. Threads: any.
/// </remarks>
internal sealed class ByteImage
{
    /// <summary>Images remembered before the memo is begun anew.</summary>
    private const int MaxMemo = 1 << 14;

    private readonly RegexBuilder _builder;
    private readonly Regex[] _texts;
    private readonly byte[]?[] _replaced = new byte[256][];
    private readonly ByteSet _changed;
    private readonly Regex _any;
    private readonly ConcurrentDictionary<Regex, Regex> _known = new();

    /// <param name="builder">Makes the regexes.</param>
    /// <param name="texts">The text that stands for a byte, null where a word with the byte has no image; every other byte stands for itself.</param>
    public ByteImage(RegexBuilder builder, IReadOnlyDictionary<byte, string?> texts)
    {
        _builder = builder;
        _texts = new Regex[256];
        foreach ((byte letter, string? text) in texts)
        {
            _changed |= ByteSet.Of(letter);
            _texts[letter] = text is null ? builder.Nothing : builder.Literal(text);
            _replaced[letter] = text is null ? null : System.Text.Encoding.ASCII.GetBytes(text);
        }

        _any = builder.Star(OfBytes(ByteSet.All));
    }

    /// <summary>The image of every word of a regex.</summary>
    public Regex Of(Regex regex)
    {
        if (_known.TryGetValue(regex, out Regex? known))
        {
            return known;
        }

        StackGuard.Ensure("the regex");
        Regex image = regex switch
        {
            Regex.Bytes bytes => OfBytes(bytes.Set),
            Regex.Concat concat => OfConcat(concat),
            Regex.Union union => _builder.Union([.. union.Parts.Select(Of)]),
            Regex.Intersection intersection => OfIntersection(intersection),
            Regex.Complement complement => _builder.Except(_any, Of(complement.Inner)),
            Regex.Repeat repeat => _builder.Repeat(Of(repeat.Inner), repeat.Min, repeat.Max),
            Regex.Dfa dfa => _builder.Dfa(new Reading(this, dfa, [])),
            _ => regex,
        };
        if (_known.Count >= MaxMemo)
        {
            _known.Clear();
        }

        return _known[regex] = image;
    }

    private Regex OfBytes(ByteSet set)
    {
        Regex image = _builder.Bytes(set & ~_changed);
        for (ByteSet left = set & _changed; left != ByteSet.None; left &= ~ByteSet.Of(left.First))
        {
            image = _builder.Union(image, _texts[left.First]);
        }

        return image;
    }

    // A loop and not a recursion: a text is a chain of as many nodes as it has bytes.
    private Regex OfConcat(Regex.Concat concat)
    {
        var heads = new Stack<Regex>();
        Regex rest = concat;
        for (; rest is Regex.Concat next; rest = next.Tail)
        {
            heads.Push(Of(next.Head));
        }

        Regex image = Of(rest);
        while (heads.TryPop(out Regex? head))
        {
            image = _builder.Concat(head, image);
        }

        return image;
    }

    // Beside a part that is an image, what is not the image of a word need not be taken out once more.
    private Regex OfIntersection(Regex.Intersection intersection)
    {
        bool isWithinImages = Array.Exists(intersection.Parts, static part => part is not Regex.Complement);
        return _builder.Intersect([.. intersection.Parts.Select(part =>
            isWithinImages && part is Regex.Complement complement ? _builder.Complement(Of(complement.Inner)) : Of(part))]);
    }

    /// <summary>What an automaton accepts, read from its image: some bytes of a text may have been read.</summary>
    private sealed record Reading(ByteImage Image, Regex.Dfa From, byte[] Read) : DfaState
    {
        public override bool IsAccepting => Read.Length == 0 && From.IsNullable;

        public override long MinLengthBound => IsAccepting ? 0 : Math.Max(1, From.MinLengthBound - (Read.Length > 0 ? 1 : 0));

        public override ByteClasses ClassesIn(RegexBuilder builder)
        {
            ByteSet letters = Image._changed;
            foreach (byte[]? text in Image._replaced)
            {
                foreach (byte letter in text ?? [])
                {
                    letters |= ByteSet.Of(letter);
                }
            }

            return builder.Refine(builder.ClassesOf(From), builder.ClassesOfLetters(letters));
        }

        public override Regex Derive(RegexBuilder builder, byte letter)
        {
            byte[] read = [.. Read, letter];
            if (read.Length == 1 && !Image._changed.Contains(letter))
            {
                return Image.Of(builder.Derivative(From, letter)) is var after && builder.IsEmpty(after) ? builder.Nothing : after;
            }

            bool mayGoOn = false;
            for (int i = 0; i < 256; i++)
            {
                if (Image._replaced[i] is not { } text || !text.AsSpan().StartsWith(read))
                {
                    continue;
                }

                Regex after = builder.Derivative(From, (byte)i);
                if (text.Length == read.Length)
                {
                    return builder.IsEmpty(after) ? builder.Nothing : Image.Of(after);
                }

                mayGoOn |= !builder.IsEmpty(after);
            }

            return mayGoOn ? builder.Dfa(this with { Read = read }) : builder.Nothing;
        }

        public bool Equals(Reading? other) =>
            other is not null && ReferenceEquals(Image, other.Image) && From == other.From && Read.AsSpan().SequenceEqual(other.Read);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(From.Id);
            hash.AddBytes(Read);
            return hash.ToHashCode();
        }
    }
}
