// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json;

namespace Constrain.TestKit.Yaml;

/// <summary>Whether JSON texts say the same value to a reader that has doubles for numbers.</summary>
/// <remarks>Members have any order; -0 is 0. Nothing else is made alike: a string is no number, and a name that is missing is missing.</remarks>
public static class SameJson
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000, AllowDuplicateProperties = false };

    /// <summary>Compares two texts.</summary>
    /// <param name="expected">The value as it is meant.</param>
    /// <param name="actual">The value as somebody read it.</param>
    /// <param name="singles">Whether the reader has single precision for numbers with a point, and for integers of more than 64 bits.</param>
    public static bool Equal(string expected, string actual, bool singles = false)
    {
        if (expected == actual)
        {
            return true;
        }

        using var left = JsonDocument.Parse(expected, Deep);
        using var right = JsonDocument.Parse(actual, Deep);
        return Equal(left.RootElement, right.RootElement, singles);
    }

    /// <summary>Whether a reader read the documents that are expected.</summary>
    public static bool IsRead(IReadOnlyList<string> expected, YamlReading reading) =>
        reading.Documents is { } actual && actual.Count == expected.Count
        && expected.Zip(actual).All(pair => Equal(pair.First, pair.Second, reading.Reader == YamlDotNetReader.Name));

    private static bool Equal(JsonElement left, JsonElement right, bool singles)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        switch (left.ValueKind)
        {
            case JsonValueKind.Object:
                if (left.GetPropertyCount() != right.GetPropertyCount())
                {
                    return false;
                }

                foreach (JsonProperty member in left.EnumerateObject())
                {
                    if (!right.TryGetProperty(member.Name, out JsonElement other) || !Equal(member.Value, other, singles))
                    {
                        return false;
                    }
                }

                return true;
            case JsonValueKind.Array:
                return left.GetArrayLength() == right.GetArrayLength()
                    && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => Equal(pair.First, pair.Second, singles));
            case JsonValueKind.String:
                return left.GetString() == right.GetString();
            case JsonValueKind.Number:
                return SameNumber(left.GetRawText(), right.GetRawText(), singles);
            default:
                return true;
        }
    }

    private static bool SameNumber(string left, string right, bool singles)
    {
        double a = double.Parse(left, CultureInfo.InvariantCulture);
        double b = double.Parse(right, CultureInfo.InvariantCulture);
        return a == b || (singles && !long.TryParse(left, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) && (float)a == (float)b);
    }
}
