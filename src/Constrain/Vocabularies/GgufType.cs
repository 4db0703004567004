// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Vocabularies;

/// <summary>The type of a metadata value; the numbers are those of the file format.</summary>
internal enum GgufType : uint
{
    UInt8 = 0,
    Int8 = 1,
    UInt16 = 2,
    Int16 = 3,
    UInt32 = 4,
    Int32 = 5,
    Float32 = 6,
    Boolean = 7,
    String = 8,
    Array = 9,
    UInt64 = 10,
    Int64 = 11,
    Float64 = 12,
}

/// <summary>What the reader must know of a type.</summary>
internal static class GgufTypes
{
    /// <summary>The size of a value in bytes; 0 for those whose size varies and for types that do not exist.</summary>
    public static int SizeOf(GgufType type) => type switch
    {
        GgufType.UInt8 or GgufType.Int8 or GgufType.Boolean => 1,
        GgufType.UInt16 or GgufType.Int16 => 2,
        GgufType.UInt32 or GgufType.Int32 or GgufType.Float32 => 4,
        GgufType.UInt64 or GgufType.Int64 or GgufType.Float64 => 8,
        _ => 0,
    };
}
