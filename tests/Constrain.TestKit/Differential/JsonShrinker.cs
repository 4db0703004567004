// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>Smaller JSON values that are like a given one.</summary>
internal static class JsonShrinker
{
    /// <summary>The value with one part left out, put in the place of its parent, or replaced by something simple; the boldest steps first.</summary>
    public static IEnumerable<JsonNode?> Smaller(JsonNode? value)
    {
        foreach (JsonNode? simple in Simple(value))
        {
            yield return simple;
        }

        if (value is JsonObject o)
        {
            foreach (string name in o.Select(p => p.Key).ToArray())
            {
                JsonObject without = Copy(o);
                without.Remove(name);
                yield return without;
            }

            foreach ((string _, JsonNode? part) in o)
            {
                yield return part?.DeepClone();
            }

            foreach ((string name, JsonNode? part) in o.ToArray())
            {
                foreach (JsonNode? smaller in Smaller(part))
                {
                    JsonObject with = Copy(o);
                    with[name] = smaller;
                    yield return with;
                }
            }
        }
        else if (value is JsonArray array)
        {
            for (int i = 0; i < array.Count; i++)
            {
                JsonArray without = Copy(array);
                without.RemoveAt(i);
                yield return without;
            }

            foreach (JsonNode? item in array)
            {
                yield return item?.DeepClone();
            }

            for (int i = 0; i < array.Count; i++)
            {
                foreach (JsonNode? smaller in Smaller(array[i]))
                {
                    JsonArray with = Copy(array);
                    with[i] = smaller;
                    yield return with;
                }
            }
        }
    }

    /// <summary>How much there is of a value: what a step must lessen.</summary>
    public static int Size(JsonNode? value) => value switch
    {
        JsonObject o => 2 + o.Sum(p => p.Key.Length + 3 + Size(p.Value)),
        JsonArray a => 2 + a.Sum(i => 1 + Size(i)),
        null => 1,
        _ when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => 1,
        _ => value.ToJsonString().Length + 1,
    };

    private static IEnumerable<JsonNode?> Simple(JsonNode? value)
    {
        if (value is JsonObject or JsonArray)
        {
            yield return true;
            yield return value is JsonObject ? new JsonObject() : new JsonArray();
            yield return false;
            yield return 0;
        }
        else if (value is JsonValue v && v.GetValueKind() == JsonValueKind.Number)
        {
            yield return 0;
            yield return 1;
            yield return 2;
        }
        else if (value is JsonValue s && s.TryGetValue(out string? text))
        {
            // A reference that is cut short goes elsewhere.
            if (text.Length > 0 && !text.StartsWith('#') && !text.StartsWith("base", StringComparison.Ordinal))
            {
                yield return string.Empty;
                yield return "a";
            }

            if (text.Length > 1 && !text.StartsWith('#') && !text.StartsWith("base", StringComparison.Ordinal))
            {
                yield return text[1..];
                yield return text[..^1];
            }
        }
    }

    private static JsonObject Copy(JsonObject o) => (JsonObject)o.DeepClone();

    private static JsonArray Copy(JsonArray a) => (JsonArray)a.DeepClone();
}
