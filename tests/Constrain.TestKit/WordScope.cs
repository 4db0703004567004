// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit;

/// <summary>A small scope: all words up to a length over a few letters, and languages cut down to it.</summary>
/// <remarks>
/// Shape: words are numbered by length, then in the order of the letters; number 0 is the empty word. Every operator is exact
/// on the scope, since a word of it has only parts of it. Where the letters stand for all byte values (one of each class that
/// a regex tells apart), what holds in the scope holds for every word up to its length.
/// </remarks>
internal sealed class WordScope
{
    private readonly (int Prefix, int Suffix)[][] _splits;
    private readonly Dictionary<string, int> _numbers = [];

    public WordScope(string letters, int maxLength)
    {
        Letters = [.. letters.Select(c => checked((byte)c))];
        MaxLength = maxLength;
        var words = new List<byte[]> { Array.Empty<byte>() };
        for (int from = 0, length = 1; length <= maxLength; length++)
        {
            int to = words.Count;
            for (; from < to; from++)
            {
                byte[] prefix = words[from];
                words.AddRange(Letters.Select(letter => (byte[])[.. prefix, letter]));
            }
        }

        Words = [.. words];
        for (int i = 0; i < Words.Length; i++)
        {
            _numbers.Add(Convert.ToHexString(Words[i]), i);
        }

        _splits = [.. Words.Select(w => Enumerable.Range(0, w.Length + 1).Select(i => (NumberOf(w.AsSpan(0, i)), NumberOf(w.AsSpan(i)))).ToArray())];
    }

    public byte[] Letters { get; }

    public int MaxLength { get; }

    /// <summary>All words, shortest first.</summary>
    public byte[][] Words { get; }

    public Language Nothing => new(this, new ulong[(Words.Length + 63) / 64]);

    public Language Epsilon => Where(static w => w.Length == 0);

    /// <summary>The number of a word of the scope.</summary>
    public int NumberOf(ReadOnlySpan<byte> word) => _numbers[Convert.ToHexString(word)];

    /// <summary>The words that a predicate picks.</summary>
    public Language Where(Func<byte[], bool> predicate)
    {
        Language language = Nothing;
        for (int i = 0; i < Words.Length; i++)
        {
            if (predicate(Words[i]))
            {
                language.Bits[i >> 6] |= 1UL << (i & 63);
            }
        }

        return language;
    }

    /// <summary>The words of a tree, by the definition of each operator.</summary>
    public Language Of(RegexTerm term) => term switch
    {
        RegexTerm.Epsilon => Epsilon,
        RegexTerm.Letters letters => Where(w => w.Length == 1 && letters.Set.Contains(w[0])),
        RegexTerm.Concat concat => Of(concat.Head).Then(Of(concat.Tail)),
        RegexTerm.Union union => Of(union.Left) | Of(union.Right),
        RegexTerm.Intersection both => Of(both.Left) & Of(both.Right),
        RegexTerm.Complement complement => ~Of(complement.Inner),
        RegexTerm.Repeat repeat => Of(repeat.Inner).Repeated(repeat.Min, repeat.Max),
        _ => throw new ArgumentException($"a tree that the oracle does not know: {term.GetType()}", nameof(term)),
    };

    /// <summary>A set of words of a scope; one bit per word.</summary>
    internal readonly struct Language(WordScope scope, ulong[] bits) : IEquatable<Language>
    {
        public ulong[] Bits { get; } = bits;

        public bool IsEmpty => Bits.All(word => word == 0);

        public IEnumerable<byte[]> Words
        {
            get
            {
                Language self = this;
                return scope.Words.Where((_, number) => self.Contains(number));
            }
        }

        /// <summary>The length of the shortest word; null when there is none in the scope.</summary>
        public int? MinLength => Words.FirstOrDefault()?.Length;

        public bool Contains(int number) => (Bits[number >> 6] >> (number & 63) & 1) != 0;

        public Language Then(Language next)
        {
            Language result = scope.Nothing;
            for (int i = 0; i < scope.Words.Length; i++)
            {
                foreach ((int prefix, int suffix) in scope._splits[i])
                {
                    if (Contains(prefix) && next.Contains(suffix))
                    {
                        result.Bits[i >> 6] |= 1UL << (i & 63);
                        break;
                    }
                }
            }

            return result;
        }

        public Language Repeated(int min, int max)
        {
            Language result = scope.Epsilon;
            for (int count = 0; count < min; count++)
            {
                Language more = result.Then(this);
                if (more == result)
                {
                    break; // so it stays
                }

                result = more;
            }

            Language optional = this | scope.Epsilon;
            for (long count = 0; count < Math.Min((long)max - min, scope.MaxLength); count++)
            {
                result = result.Then(optional);
            }

            return result;
        }

        public bool Equals(Language other) => Bits.AsSpan().SequenceEqual(other.Bits);

        public override bool Equals(object? obj) => obj is Language other && Equals(other);

        public override int GetHashCode() => Bits.Aggregate(17, HashCode.Combine);

        public override string ToString() => string.Join(' ', Words.Select(w => $"\"{System.Text.Encoding.Latin1.GetString(w)}\""));

        public static bool operator ==(Language a, Language b) => a.Equals(b);

        public static bool operator !=(Language a, Language b) => !a.Equals(b);

        public static Language operator |(Language a, Language b) => a.Combine(b, static (x, y) => x | y);

        public static Language operator &(Language a, Language b) => a.Combine(b, static (x, y) => x & y);

        public static Language operator ~(Language a)
        {
            Language everything = a.Everything;
            return a.Combine(everything, static (x, all) => ~x & all);
        }

        private Language Everything => scope.Where(static _ => true);

        private Language Combine(Language other, Func<ulong, ulong, ulong> combine)
        {
            ulong[] bits = new ulong[Bits.Length];
            for (int i = 0; i < bits.Length; i++)
            {
                bits[i] = combine(Bits[i], other.Bits[i]);
            }

            return new Language(scope, bits);
        }
    }
}
