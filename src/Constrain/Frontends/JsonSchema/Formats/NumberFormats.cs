// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Numerics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The formats that restrict numbers: those of the OpenAPI format registry, and draft 3's.</summary>
internal static class NumberFormats
{
    /// <summary>Every type, numbers only as integers.</summary>
    private const JsonTypes IntegersOfNumbers =
        JsonTypes.Null | JsonTypes.Boolean | JsonTypes.Integer | JsonTypes.String | JsonTypes.Array | JsonTypes.Object;

    private static readonly Dictionary<string, Assertion[]> Known = new(StringComparer.Ordinal)
    {
        ["int8"] = Signed(8),
        ["int16"] = Signed(16),
        ["int32"] = Signed(32),
        ["int64"] = Signed(64),
        ["uint8"] = Unsigned(8),
        ["uint16"] = Unsigned(16),
        ["uint32"] = Unsigned(32),
        ["uint64"] = Unsigned(64),
        ["float"] = [Between((BigInteger)float.MinValue, (BigInteger)float.MaxValue)],
        ["double"] = [Between((BigInteger)double.MinValue, (BigInteger)double.MaxValue)],

        // The integers that a double tells apart.
        ["double-int"] = Integers(-BigInteger.Pow(2, 53) + 1, BigInteger.Pow(2, 53) - 1),

        // Milliseconds since 1970, of which draft 3 says that they may be any number.
        ["utc-millisec"] = [],
    };

    /// <summary>What a format says of numbers; null when it is none of these.</summary>
    public static Assertion[]? Find(string format) => Known.GetValueOrDefault(format);

    private static Assertion[] Signed(int bits) => Integers(-BigInteger.Pow(2, bits - 1), BigInteger.Pow(2, bits - 1) - 1);

    private static Assertion[] Unsigned(int bits) => Integers(BigInteger.Zero, BigInteger.Pow(2, bits) - 1);

    private static Assertion[] Integers(BigInteger minimum, BigInteger maximum) =>
        [Assertion.Type.Of(IntegersOfNumbers), Between(minimum, maximum)];

    private static Assertion.Number Between(BigInteger minimum, BigInteger maximum) =>
        new(new NumberBounds(Decimal(minimum), false, Decimal(maximum), false, null));

    private static JsonDecimal Decimal(BigInteger value) => JsonDecimal.Parse(value.ToString(CultureInfo.InvariantCulture));
}
