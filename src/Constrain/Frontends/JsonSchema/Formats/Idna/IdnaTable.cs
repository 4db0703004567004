// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What IDNA asks of each code point: RFC 5892 (which are allowed), RFC 5893 (direction) and normalization form C.</summary>
/// <remarks>Shape: runs, ascending; looked up by bisection. The version of Unicode is that of the generated file.</remarks>
internal static partial class IdnaTable
{
    private static readonly Lazy<CodePointSet> LazyAllowed = new(() => Where(static traits => traits.Class != IdnaClass.Disallowed));
    private static readonly Lazy<Dictionary<(int First, int Second), int>> LazyComposites = new(CollectComposites);

    /// <summary>The code points that a U-label may hold, some of them only beside certain others.</summary>
    public static CodePointSet Allowed => LazyAllowed.Value;

    /// <summary>What two characters are composed to, by the two.</summary>
    public static Dictionary<(int First, int Second), int> CompositeOf => LazyComposites.Value;

    /// <summary>What is known of a code point.</summary>
    public static IdnaTraits Of(int codePoint) => new((int)(Runs[Find(Runs, ((uint)codePoint << 10) | 1023)] & 1023));

    /// <summary>The canonical combining class: 0 for what no mark is reordered around.</summary>
    public static int CombiningClassOf(int codePoint) => (int)(CombiningRuns[Find(CombiningRuns, ((uint)codePoint << 8) | 255)] & 255);

    /// <summary>The code points with certain traits.</summary>
    public static CodePointSet Where(Func<IdnaTraits, bool> isWanted)
    {
        var ranges = new List<CodePointRange>();
        for (int i = 0; i < Runs.Length; i++)
        {
            if (isWanted(new IdnaTraits((int)(Runs[i] & 1023))))
            {
                int end = i + 1 < Runs.Length ? (int)(Runs[i + 1] >> 10) : CodePointSet.MaxCodePoint + 1;
                ranges.Add(new CodePointRange((int)(Runs[i] >> 10), end - 1));
            }
        }

        return CodePointSet.OfRanges(CollectionsMarshal.AsSpan(ranges));
    }

    private static int Find(ReadOnlySpan<uint> runs, uint key)
    {
        int index = runs.BinarySearch(key);
        return index < 0 ? ~index - 1 : index;
    }

    private static Dictionary<(int First, int Second), int> CollectComposites()
    {
        var composites = new Dictionary<(int First, int Second), int>();
        for (int i = 0; i < Composites.Length; i += 3)
        {
            composites.Add((Composites[i], Composites[i + 1]), Composites[i + 2]);
        }

        return composites;
    }
}

/// <summary>The traits of one code point, packed.</summary>
internal readonly record struct IdnaTraits(int Bits)
{
    public IdnaClass Class => (IdnaClass)(Bits & 3);

    public BidiClass Bidi => (BidiClass)((Bits >> 2) & 15);

    public JoiningType Joining => (JoiningType)((Bits >> 6) & 7);

    /// <summary>Whether the general category is one of the marks.</summary>
    public bool IsMark => (Bits >> 9) != 0;
}

/// <summary>RFC 5892, section 1.</summary>
internal enum IdnaClass
{
    Disallowed,
    Valid,

    /// <summary>The joiners, of which RFC 5892, appendices A.1 and A.2, say where they may be.</summary>
    Joiner,

    /// <summary>The others of appendix A.</summary>
    Contextual,
}

/// <summary>The bidirectional classes that a label may hold, by their names in RFC 5893.</summary>
internal enum BidiClass
{
    None,
    L,
    R,
    AL,
    EN,
    ES,
    CS,
    ET,
    AN,
    ON,
    BN,
    NSM,
}

/// <summary>The joining types of Arabic shaping.</summary>
internal enum JoiningType
{
    None,
    Left,
    Right,
    Dual,
    Transparent,
}
