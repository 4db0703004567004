// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;
using FsCheck;
using FsCheck.Fluent;

namespace Constrain.TestKit;

/// <summary>A random regex over three letters, with every kind of node; for properties.</summary>
/// <remarks>
/// The letters are 'a', 'b' and "any other byte", for which 'c' stands: so the words over a, b and c decide everything about
/// the language, and a brute force over them is exact up to its length.
/// </remarks>
public sealed class AnyRegex
{
    internal AnyRegex(RegexTerm term) => Term = term;

    internal RegexTerm Term { get; }

    /// <inheritdoc/>
    public override string ToString() => Term.ToString()!;
}

/// <summary>A short word over a, b and c; for properties.</summary>
/// <param name="Bytes">The word.</param>
public sealed record AnyWord(byte[] Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => $"\"{Encoding.Latin1.GetString(Bytes)}\"";
}

/// <summary>The generators behind <see cref="AnyRegex"/> and <see cref="AnyWord"/>; name this class in a property's <c>Arbitrary</c>.</summary>
public static class RegexGenerators
{
    internal static readonly ByteSet A = ByteSet.Of((byte)'a');
    internal static readonly ByteSet B = ByteSet.Of((byte)'b');
    internal static readonly ByteSet C = ~(A | B);

    private const int MaxNodes = 12;

    private static readonly ByteSet[] LetterSets = [A, B, C, A | B, A | C, B | C, ByteSet.All];

    // By size, each from the smaller ones: a generator made anew at every node would cost more than the test.
    private static readonly Gen<RegexTerm>[] TermsBySize = MakeTerms();

    /// <summary>Regexes that shrink to their parts, to smaller counts and to single letters.</summary>
    public static Arbitrary<AnyRegex> Regexes() =>
        Arb.From(Terms().Select(term => new AnyRegex(term)), any => Shrink(any.Term).Select(term => new AnyRegex(term)));

    /// <summary>Words of up to 10 letters, the short ones more often.</summary>
    public static Arbitrary<AnyWord> Words() => Arb.From(
        from length in Gen.Frequency((4, Gen.Choose(0, 4)), (1, Gen.Choose(5, 10)))
        from letters in Gen.ArrayOf(Gen.Elements((byte)'a', (byte)'b', (byte)'c'), length)
        select new AnyWord(letters),
        word => Enumerable.Range(0, word.Bytes.Length).Select(i => new AnyWord([.. word.Bytes[..i], .. word.Bytes[(i + 1)..]])));

    /// <summary>Trees of up to a dozen nodes.</summary>
    internal static Gen<RegexTerm> Terms() => Gen.Sized(size => Terms(Math.Min(2 + (size / 5), MaxNodes)));

    /// <summary>Trees of at most so many nodes, 1 to <see cref="MaxNodes"/>.</summary>
    internal static Gen<RegexTerm> Terms(int nodes) => TermsBySize[nodes];

    /// <summary>The trees one step simpler, the simplest first.</summary>
    internal static IEnumerable<RegexTerm> Shrink(RegexTerm term)
    {
        if (term is RegexTerm.Letters { Set: var set } && set == A)
        {
            return [];
        }

        IEnumerable<RegexTerm> simplest = [new RegexTerm.Letters(A), new RegexTerm.Epsilon()];
        return term switch
        {
            RegexTerm.Epsilon => [],
            RegexTerm.Letters letters => LetterSets.Where(s => s != letters.Set && (s & ~letters.Set) == ByteSet.None).Select(s => new RegexTerm.Letters(s)),
            RegexTerm.Concat c => simplest.Concat(Parts(c.Head, c.Tail, static (a, b) => new RegexTerm.Concat(a, b))),
            RegexTerm.Union u => simplest.Concat(Parts(u.Left, u.Right, static (a, b) => new RegexTerm.Union(a, b))),
            RegexTerm.Intersection i => simplest.Concat(Parts(i.Left, i.Right, static (a, b) => new RegexTerm.Intersection(a, b))),
            RegexTerm.Complement c => [c.Inner, .. Shrink(c.Inner).Select(inner => new RegexTerm.Complement(inner))],
            RegexTerm.Repeat r => simplest.Concat([r.Inner]).Concat(FewerTimes(r)).Concat(Shrink(r.Inner).Select(inner => new RegexTerm.Repeat(inner, r.Min, r.Max))),
            _ => [],
        };
    }

    private static IEnumerable<RegexTerm> Parts(RegexTerm left, RegexTerm right, Func<RegexTerm, RegexTerm, RegexTerm> make) =>
        [left, right, .. Shrink(left).Select(smaller => make(smaller, right)), .. Shrink(right).Select(smaller => make(left, smaller))];

    private static IEnumerable<RegexTerm> FewerTimes(RegexTerm.Repeat repeat)
    {
        if (repeat.Min > 0)
        {
            yield return new RegexTerm.Repeat(repeat.Inner, repeat.Min - 1, repeat.Max);
            if (repeat.Max != RegexTerm.Unbounded)
            {
                yield return new RegexTerm.Repeat(repeat.Inner, repeat.Min - 1, repeat.Max - 1);
            }
        }

        if (repeat.Max > repeat.Min)
        {
            yield return new RegexTerm.Repeat(repeat.Inner, repeat.Min, repeat.Max == RegexTerm.Unbounded ? repeat.Min + 3 : repeat.Max - 1);
        }
    }

    private static Gen<RegexTerm> Leaf() => Gen.Frequency(
        (10, Gen.Elements(LetterSets).Select(set => (RegexTerm)new RegexTerm.Letters(set))),
        (2, Gen.Constant((RegexTerm)new RegexTerm.Epsilon())),
        (1, Gen.Constant((RegexTerm)new RegexTerm.Letters(ByteSet.None))));

    private static Gen<RegexTerm>[] MakeTerms()
    {
        var terms = new Gen<RegexTerm>[MaxNodes + 1];
        terms[0] = terms[1] = Leaf();
        for (int nodes = 2; nodes <= MaxNodes; nodes++)
        {
            Gen<RegexTerm> smaller = terms[nodes - 1];
            terms[nodes] = Gen.Frequency(
                (2, Leaf()),
                (6, Pair(terms, nodes, static (a, b) => new RegexTerm.Concat(a, b))),
                (4, Pair(terms, nodes, static (a, b) => new RegexTerm.Union(a, b))),
                (2, Pair(terms, nodes, static (a, b) => new RegexTerm.Intersection(a, b))),
                (2, smaller.Select(inner => (RegexTerm)new RegexTerm.Complement(inner))),
                (5, Repeated(smaller)));
        }

        return terms;
    }

    private static Gen<RegexTerm> Pair(Gen<RegexTerm>[] terms, int nodes, Func<RegexTerm, RegexTerm, RegexTerm> make) =>
        from left in Gen.Choose(1, Math.Max(1, nodes - 2))
        from a in terms[left]
        from b in terms[nodes - 1 - left]
        select make(a, b);

    private static Gen<RegexTerm> Repeated(Gen<RegexTerm> inners) =>
        from inner in inners
        from min in Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Constant(1)), (3, Gen.Choose(2, 4)), (1, Gen.Choose(5, 9)))
        from max in Gen.Frequency((3, Gen.Constant(RegexTerm.Unbounded)), (4, Gen.Choose(min, min + 3)), (1, Gen.Choose(min, min + 9)))
        select (RegexTerm)new RegexTerm.Repeat(inner, min, max);
}
