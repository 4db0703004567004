// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The characters of the names of groups in ECMA-262: ID_Start and ID_Continue of Unicode (UAX #31, section 2).</summary>
internal static class IdentifierCharacters
{
    private static readonly Lazy<CodePointSet> LazyStarts = new(CollectStarts);
    private static readonly Lazy<CodePointSet> LazyParts = new(CollectParts);

    /// <summary>The first character of a name.</summary>
    public static CodePointSet Starts => LazyStarts.Value;

    /// <summary>The others.</summary>
    public static CodePointSet Parts => LazyParts.Value;

    private static CodePointSet CollectStarts() => GeneralCategories.Short("L")!
        .Union(GeneralCategories.Short("Nl")!)
        .Union(CodePointSet.OfRanges([new(0x1885, 0x1886), new(0x2118, 0x2118), new(0x212E, 0x212E), new(0x309B, 0x309C)]))
        .Union(CodePointSet.OfChars("$_"))
        .Except(CodePointSet.Of(0x2E2F));

    private static CodePointSet CollectParts() => Starts
        .Union(GeneralCategories.Short("Mn")!)
        .Union(GeneralCategories.Short("Mc")!)
        .Union(GeneralCategories.Short("Nd")!)
        .Union(GeneralCategories.Short("Pc")!)
        .Union(CodePointSet.OfRanges(
            [new(0xB7, 0xB7), new(0x387, 0x387), new(0x1369, 0x1371), new(0x19DA, 0x19DA), new(0x200C, 0x200D), new(0x30FB, 0x30FB), new(0xFF65, 0xFF65)]));
}
