// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>The few names, letters, numbers and patterns of random schemas and instances: so few that keywords meet each other often.</summary>
internal static class DifferentialWords
{
    public static readonly string[] Names = ["a", "b", "c", "ab", "", "é", "😀", "a\"b"];

    public static readonly string[] Letters = ["a", "b", "c", "é", "😀", "1", "\"", "\n", " "];

    /// <summary>All of them mean the same to any engine with the <c>u</c> flag.</summary>
    public static readonly string[] Patterns =
    [
        "^a", "b$", "^[ab]*$", "a|é", "^[ab]{2}$", "^.$", "^😀", "[😀é]", "^\\p{L}+$", "^(?!a)", "(?=.*b)a", "^(ab)+$", "^[^a]*$",
        "\\ba", "^\\d+$", "^$", "", "c", "^(?:a|b|ab)?$", "(?<!a)b", "^\\S+$", "^\\w*$", "^[a-c]{1,2}$", "é?b",
    ];

    /// <summary>Doubles hold each of these exactly.</summary>
    public static readonly string[] Numbers =
        ["0", "1", "-1", "2", "3", "2.5", "0.5", "-2.25", "1.0", "10", "1e2", "12", "-0", "4", "1.5", "2e0", "0.25", "-3", "100", "1E+1", "25e-1"];

    /// <summary>Numbers that a double only comes near to, or far out.</summary>
    public static readonly string[] OddNumbers = ["0.1", "0.3", "1e20", "-1e-3", "0.07", "4.35", "1e-7", "100000000000000000000"];

    public static readonly string[] Divisors = ["1", "2", "0.5", "2.5", "1.5", "3", "0.25", "10", "1e1"];

    public static readonly string[] OddDivisors = ["0.1", "0.01", "0.3", "1e-2", "0.7"];

    public static readonly string[] Types = ["null", "boolean", "integer", "number", "string", "array", "object"];

    public static T Any<T>(this Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool OneIn(this Random random, int times) => random.Next(times) == 0;

    public static JsonNode Number(this Random random) => JsonNode.Parse(random.OneIn(15) ? random.Any(OddNumbers) : random.Any(Numbers))!;

    public static string Text(this Random random)
    {
        if (random.OneIn(3))
        {
            return random.Any(Names);
        }

        var text = new StringBuilder();
        for (int i = random.Next(4); i > 0; i--)
        {
            text.Append(random.Next(3) > 0 ? Letters[random.Next(3)] : random.Any(Letters));
        }

        return text.ToString();
    }

    /// <summary>Any JSON value.</summary>
    public static JsonNode? Value(this Random random, int depth)
    {
        switch (random.Next(depth > 0 ? 8 : 5))
        {
            case 0:
                return null;
            case 1:
                return random.OneIn(2);
            case 2 or 3:
                return random.Number();
            case 4:
                return random.Text();
            case 5 or 6:
                return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Value(depth - 1))]);
            default:
                var o = new JsonObject();
                foreach (string name in Names.Where(_ => random.OneIn(4)))
                {
                    o[name] = random.Value(depth - 1);
                }

                return o;
        }
    }
}
