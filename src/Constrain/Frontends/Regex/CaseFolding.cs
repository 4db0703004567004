// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Which characters are one when case is ignored.</summary>
/// <remarks>
/// ECMA-262 and RE2 use the simple case folding of Unicode: characters are equivalent when simple upper- and lowercasing
/// connects them, or when they are one of the four pairs below, whose mappings are longer than one character or go by way of
/// another. .NET's invariant culture compares lowercase forms of single UTF-16 units. The tests hold both against the engines.
/// Cost: one pass over the first two planes at first use, where all cased characters are.
/// </remarks>
internal sealed class CaseFolding
{
    private const int EndOfCased = 0x20000;

    /// <summary>Equivalent by CaseFolding.txt, but not connected by simple case mappings: ſ and s, ΐ, ΰ and ﬅ with ﬆ.</summary>
    private static readonly (int, int)[] FoldedPairs = [(0x73, 0x17F), (0x390, 0x1FD3), (0x3B0, 0x1FE3), (0xFB05, 0xFB06)];

    private static readonly Lazy<CaseFolding> Unicode = new(static () => new CaseFolding(ConnectUnicode));
    private static readonly Lazy<CaseFolding> DotNet = new(static () => new CaseFolding(ConnectDotNet));

    /// <summary>The characters that have equivalents, ascending, and for each the whole class it belongs to.</summary>
    private readonly int[] _members;
    private readonly int[][] _classes;

    private CaseFolding(Action<Action<int, int>> connect)
    {
        var classOf = new SortedDictionary<int, List<int>>();
        connect((a, b) =>
        {
            List<int> first = classOf.TryGetValue(a, out List<int>? known) ? known : classOf[a] = [a];
            List<int> second = classOf.TryGetValue(b, out known) ? known : classOf[b] = [b];
            if (first != second)
            {
                first.AddRange(second);
                foreach (int member in second)
                {
                    classOf[member] = first;
                }
            }
        });
        var arrays = new Dictionary<List<int>, int[]>();
        foreach (List<int> members in classOf.Values)
        {
            arrays.TryAdd(members, [.. members]);
        }

        _members = [.. classOf.Keys];
        _classes = [.. classOf.Values.Select(members => arrays[members])];
    }

    /// <summary>The set with all equivalents of its characters.</summary>
    public static CodePointSet Close(CodePointSet set, RegexDialect dialect) =>
        (dialect == RegexDialect.DotNet ? DotNet : Unicode).Value.Close(set);

    private CodePointSet Close(CodePointSet set)
    {
        var ranges = new List<CodePointRange>();
        foreach (CodePointRange range in set.Ranges)
        {
            int i = Array.BinarySearch(_members, range.First);
            for (i = i < 0 ? ~i : i; i < _members.Length && _members[i] <= range.Last; i++)
            {
                foreach (int equivalent in _classes[i])
                {
                    ranges.Add(new CodePointRange(equivalent, equivalent));
                }
            }
        }

        return ranges.Count == 0 ? set : set.Union(CodePointSet.OfRanges(ranges.ToArray()));
    }

    private static void ConnectUnicode(Action<int, int> connect)
    {
        for (int c = 0; c < EndOfCased; c++)
        {
            if (Rune.IsValid(c))
            {
                var rune = new Rune(c);
                int lower = Rune.ToLowerInvariant(rune).Value;
                int upper = Rune.ToUpperInvariant(rune).Value;
                if (lower != c)
                {
                    connect(lower, c);
                }

                if (upper != c)
                {
                    connect(upper, c);
                }
            }
        }

        foreach ((int a, int b) in FoldedPairs)
        {
            connect(a, b);
        }
    }

    private static void ConnectDotNet(Action<int, int> connect)
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            char lower = char.ToLowerInvariant((char)c);
            if (lower != c)
            {
                connect(lower, c);
            }
        }
    }
}
