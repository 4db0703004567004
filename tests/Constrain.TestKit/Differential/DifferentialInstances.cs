// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static Constrain.TestKit.Differential.DifferentialWords;

namespace Constrain.TestKit.Differential;

/// <summary>Values with a fair chance to satisfy a schema, and values that just miss it.</summary>
/// <remarks>
/// A value is built for a list of schemas that should hold together; each alternative is decided by lot as it is met. That is no
/// validator: what a value is worth is decided by others.
/// </remarks>
internal sealed class DifferentialInstances(Random random, JsonNode root)
{
    private const int MaxConjuncts = 40;
    private const int MaxParts = 40;

    /// <summary>More, and a double may be another number than the text.</summary>
    private const int MaxDigits = 15;

    private int _parts;

    /// <summary>The next value: most are built for the schema, some of these spoilt in one place, some are any value at all.</summary>
    public JsonNode? Next()
    {
        _parts = 0;
        return random.Next(10) switch
        {
            < 6 => Build([root], 3),
            < 9 => Mutate(Build([root], 3)),
            _ => random.Value(2),
        };
    }

    private JsonNode? Build(IReadOnlyList<JsonNode?> schemas, int depth)
    {
        if (depth < -2 || _parts++ > MaxParts)
        {
            // Required parts that require parts in turn.
            return random.Value(0);
        }

        var all = new List<JsonObject>();
        foreach (JsonNode? schema in schemas)
        {
            Flatten(schema, all);
        }

        JsonNode?[] given = [.. all.SelectMany(s => s["enum"] is JsonArray values ? values : []), .. all.Where(s => s.ContainsKey("const")).Select(s => s["const"])];
        if (given.Length > 0 && !random.OneIn(4))
        {
            return random.Any(given)?.DeepClone();
        }

        string type = TypeFor(all);
        return type switch
        {
            "null" => null,
            "boolean" => random.OneIn(2),
            "integer" or "number" => Number(all, type == "integer"),
            "string" => Text(all),
            "array" => Array(all, depth),
            _ => Object(all, depth),
        };
    }

    private void Flatten(JsonNode? schema, List<JsonObject> all)
    {
        if (schema is not JsonObject o || all.Count > MaxConjuncts)
        {
            return;
        }

        all.Add(o);
        foreach (string keyword in (string[])["$ref", "$dynamicRef", "$recursiveRef"])
        {
            if (o[keyword] is JsonValue reference)
            {
                Flatten(Resolve(reference.GetValue<string>()), all);
            }
        }

        foreach (JsonNode? part in o["allOf"] as JsonArray ?? [])
        {
            Flatten(part, all);
        }

        foreach (string keyword in (string[])["anyOf", "oneOf"])
        {
            if (o[keyword] is JsonArray { Count: > 0 } choices)
            {
                Flatten(choices[random.Next(choices.Count)], all);
            }
        }

        if (o["if"] is { } condition)
        {
            bool then = random.OneIn(2);
            if (then)
            {
                Flatten(condition, all);
            }

            Flatten(o[then ? "then" : "else"], all);
        }

        if (random.OneIn(2))
        {
            foreach ((_, JsonNode? part) in (o["dependentSchemas"] ?? o["dependencies"]) as JsonObject ?? [])
            {
                Flatten(part, all);
            }
        }
    }

    private JsonNode? Resolve(string reference)
    {
        string fragment = reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..];
        return reference == "#" ? root
            : reference.EndsWith("/base", StringComparison.Ordinal) || reference.StartsWith("base", StringComparison.Ordinal) ? Definition("base")
            : fragment.StartsWith('/') ? Definition(fragment[(fragment.LastIndexOf('/') + 1)..])
            : Definition(fragment == "node" ? "node" : "x");
    }

    private JsonNode? Definition(string name) => ((root["$defs"] ?? root["definitions"]) as JsonObject)?[name];

    private string TypeFor(List<JsonObject> all)
    {
        IEnumerable<string> allowed = Types;
        foreach (JsonObject schema in all)
        {
            if (schema["type"] is { } type)
            {
                string[] listed = type is JsonArray list ? [.. list.Select(t => t!.GetValue<string>())] : [type.GetValue<string>()];
                allowed = [.. allowed.Where(t => listed.Contains(t) || (t == "integer" && listed.Contains("number")))];
            }
        }

        string[] weighted = [.. allowed.SelectMany(t => Enumerable.Repeat(t, 1 + (2 * all.Sum(s => s.Count(k => ThemeOf(k.Key).Contains(t))))))];
        return weighted.Length > 0 ? random.Any(weighted) : random.Any(Types);
    }

    private static string[] ThemeOf(string keyword) => keyword switch
    {
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf" => ["integer", "number"],
        "minLength" or "maxLength" or "pattern" => ["string"],
        "items" or "prefixItems" or "additionalItems" or "contains" or "minItems" or "maxItems" or "uniqueItems" or "unevaluatedItems" => ["array"],
        "properties" or "patternProperties" or "additionalProperties" or "propertyNames" or "required" or "minProperties" or "maxProperties"
            or "dependentRequired" or "dependentSchemas" or "dependencies" or "unevaluatedProperties" => ["object"],
        _ => [],
    };

    private JsonNode Number(List<JsonObject> all, bool integer)
    {
        string[] keywords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
        decimal[] marks = [.. all.SelectMany(s => keywords.Where(k => s[k] is JsonValue v && v.GetValueKind() == System.Text.Json.JsonValueKind.Number).Select(k => Decimal(s[k]!)))];
        decimal[] divisors = [.. all.Where(s => s.ContainsKey("multipleOf")).Select(s => Decimal(s["multipleOf"]!))];
        for (int i = 0; i < 6; i++)
        {
            decimal candidate = random.Next(marks.Length > 0 ? 4 : 1) switch
            {
                0 => Decimal(random.Number()),
                1 => random.Any(marks),
                2 => random.Any(marks) + random.Any([1m, -1m, 0.5m, -0.5m, 2m]),
                _ => (divisors.Length > 0 ? random.Any(divisors) : 1m) * random.Next(-3, 8),
            };
            candidate = integer ? decimal.Truncate(candidate) : candidate;
            if (divisors.All(d => candidate % d == 0) && Math.Abs(candidate) < 1e21m)
            {
                return Spelled(candidate);
            }
        }

        return random.Number();
    }

    private JsonNode Spelled(decimal number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        if (text.Length > MaxDigits)
        {
            return random.Number();
        }

        return JsonNode.Parse(random.Next(8) switch
        {
            0 when !text.Contains('.', StringComparison.Ordinal) => text + ".0",
            1 => text + "e0",
            2 => (number / 10).ToString(CultureInfo.InvariantCulture) + "E1",
            _ => text,
        })!;
    }

    private static decimal Decimal(JsonNode number) => decimal.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private string Text(List<JsonObject> all)
    {
        string text = random.Text();
        for (int i = 0; i < 12 && !all.All(s => Fits(s, text)); i++)
        {
            text = random.Text();
        }

        return text;
    }

    private static bool Fits(JsonObject schema, string text)
    {
        int length = text.EnumerateRunes().Count();
        return length >= Count(schema, "minLength", 0) && length <= Count(schema, "maxLength", int.MaxValue)
            && (schema["pattern"] is not { } pattern || Matches(pattern.GetValue<string>(), text));
    }

    private static bool Matches(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static int Count(JsonObject schema, string keyword, int otherwise) => schema[keyword] is JsonValue v ? (int)Decimal(v) : otherwise;

    private JsonArray Array(List<JsonObject> all, int depth)
    {
        var array = new JsonArray();
        int least = all.Max(s => (int?)Count(s, "minItems", 0)) ?? 0;
        int most = Math.Max(least, all.Min(s => (int?)Count(s, "maxItems", 5)) ?? 5);
        JsonObject[] containing = [.. all.Where(s => s.ContainsKey("contains"))];
        int wanted = containing.Max(s => (int?)Count(s, "minContains", 1)) ?? 0;
        int count = depth == 0 ? least : Math.Min(most, Math.Max(Math.Max(least, wanted), random.Next(4)));
        for (int i = 0; i < count; i++)
        {
            List<JsonNode?> schemas = [.. all.Select(s => ItemAt(s, i)).Where(s => s is not null)];
            if (i < wanted)
            {
                schemas.AddRange(containing.Select(s => s["contains"]));
            }

            JsonNode? item = Build(schemas, depth - 1);
            for (int tries = 0; tries < 3 && all.Any(s => s.ContainsKey("uniqueItems")) && array.Any(a => JsonNode.DeepEquals(a, item)); tries++)
            {
                item = Build(schemas, depth - 1);
            }

            array.Add(item);
        }

        return array;
    }

    private static JsonNode? ItemAt(JsonObject schema, int index) =>
        (schema["prefixItems"] ?? schema["items"]) is JsonArray list
            ? index < list.Count ? list[index] : schema["additionalItems"] ?? schema["items"] as JsonObject ?? schema["unevaluatedItems"]
            : schema["items"] ?? schema["unevaluatedItems"];

    private JsonObject Object(List<JsonObject> all, int depth)
    {
        HashSet<string> names = [.. all.SelectMany(s => s["required"] as JsonArray ?? []).Select(n => n!.GetValue<string>())];
        if (depth > 0)
        {
            names.UnionWith(all.SelectMany(s => s["properties"] as JsonObject ?? []).Select(p => p.Key).Where(_ => random.OneIn(2)));
        }

        int least = all.Max(s => (int?)Count(s, "minProperties", 0)) ?? 0;
        int extra = depth == 0 || all.Any(s => (s["additionalProperties"] ?? s["unevaluatedProperties"]) is JsonValue) && !random.OneIn(5) ? 0 : random.Next(3);
        for (int i = 0; i < 12 && (names.Count < least || extra > 0); i++)
        {
            string name = random.OneIn(6) ? random.Text() : random.Any(Names);
            if (all.All(s => s["propertyNames"] is not JsonObject o || Fits(o, name)))
            {
                names.Add(name);
                extra--;
            }
        }

        if (random.OneIn(2))
        {
            // What the names that are there ask for.
            foreach (JsonObject dependent in all.Select(s => (s["dependentRequired"] ?? s["dependencies"]) as JsonObject).OfType<JsonObject>())
            {
                names.UnionWith(dependent.Where(d => names.Contains(d.Key)).SelectMany(d => d.Value as JsonArray ?? []).Select(n => n!.GetValue<string>()).ToArray());
            }
        }

        var value = new JsonObject();
        foreach (string name in names.OrderBy(_ => random.Next()))
        {
            value[name] = Build([.. all.SelectMany(s => SchemasOf(s, name))], depth - 1);
        }

        return value;
    }

    private static IEnumerable<JsonNode?> SchemasOf(JsonObject schema, string name)
    {
        bool declared = false;
        if (schema["properties"] is JsonObject properties && properties.TryGetPropertyValue(name, out JsonNode? own))
        {
            declared = true;
            yield return own;
        }

        foreach ((string pattern, JsonNode? part) in schema["patternProperties"] as JsonObject ?? [])
        {
            if (Matches(pattern, name))
            {
                declared = true;
                yield return part;
            }
        }

        if (!declared)
        {
            yield return schema["additionalProperties"] ?? schema["unevaluatedProperties"];
        }
    }

    /// <summary>The value with one part replaced, dropped, added, repeated or moved by a little.</summary>
    private JsonNode? Mutate(JsonNode? value)
    {
        switch (value)
        {
            case JsonArray array when array.Count > 0 && random.Next(3) > 0:
                int index = random.Next(array.Count);
                switch (random.Next(5))
                {
                    case 0:
                        array.RemoveAt(index);
                        break;
                    case 1:
                        array.Insert(index, array[index]?.DeepClone());
                        break;
                    case 2:
                        array.Add(random.Value(1));
                        break;
                    default:
                        JsonNode? item = array[index];
                        array[index] = null;
                        array[index] = Mutate(item);
                        break;
                }

                return array;
            case JsonObject o when o.Count > 0 && random.Next(3) > 0:
                string name = random.Any([.. o.Select(p => p.Key)]);
                JsonNode? member = o[name];
                switch (random.Next(5))
                {
                    case 0:
                        o.Remove(name);
                        break;
                    case 1:
                        o[random.Any(Names)] = member?.DeepClone();
                        break;
                    case 2:
                        o[random.Any(Names)] = random.Value(1);
                        break;
                    default:
                        o[name] = null;
                        o[name] = Mutate(member);
                        break;
                }

                return o;
            case JsonValue number when number.GetValueKind() == System.Text.Json.JsonValueKind.Number && random.Next(3) > 0:
                return Spelled(Decimal(number) + random.Any([1m, -1m, 0.5m, 0.25m, 10m]));
            case JsonValue text when text.TryGetValue(out string? s) && random.Next(3) > 0:
                return random.OneIn(2) ? s + random.Any(Letters) : random.Any(Letters) + s;
            default:
                return random.Value(1);
        }
    }
}
