// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json;

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>Which places of a document a schema leaves a choice between named values: what is chosen there need not stand in any text.</summary>
/// <remarks>
/// Only the places are looked for, not whether a document is valid, so all branches of anyOf, oneOf, if and the like count.
/// References into the same document are followed; others are not.
/// </remarks>
internal sealed class SchemaChoices(JsonElement root)
{
    private static readonly string[] Combining = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Conditional = ["if", "then", "else"];

    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Whether an enum or a const stands at the place with this JSON Pointer.</summary>
    public bool IsAt(string pointer)
    {
        lock (_known)
        {
            if (!_known.TryGetValue(pointer, out bool isChoice))
            {
                _known.Add(pointer, isChoice = Find(pointer));
            }

            return isChoice;
        }
    }

    private bool Find(string pointer)
    {
        List<JsonElement> here = Spread([root]);
        foreach (string step in pointer.Split('/').Skip(1))
        {
            here = Spread(here.SelectMany(each => Below(each, Unescape(step))));
        }

        return here.Any(each => each.TryGetProperty("enum", out _) || each.TryGetProperty("const", out _));
    }

    /// <summary>The schemas and all that apply at the same place with them.</summary>
    private List<JsonElement> Spread(IEnumerable<JsonElement> schemas)
    {
        List<JsonElement> all = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<JsonElement>(schemas);
        while (open.TryPop(out JsonElement each))
        {
            if (each.ValueKind != JsonValueKind.Object || !seen.Add(each.GetRawText()))
            {
                continue;
            }

            all.Add(each);
            IEnumerable<JsonElement> branches = Combining
                .Where(name => each.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array)
                .SelectMany(name => each.GetProperty(name).EnumerateArray())
                .Concat(Conditional.Where(name => each.TryGetProperty(name, out _)).Select(name => each.GetProperty(name)))
                .Concat(Referenced(each) is JsonElement target ? [target] : []);
            foreach (JsonElement branch in branches)
            {
                open.Push(branch);
            }
        }

        return all;
    }

    private static IEnumerable<JsonElement> Below(JsonElement schema, string step)
    {
        if (schema.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty(step, out JsonElement property))
        {
            yield return property;
        }
        else if (schema.TryGetProperty("additionalProperties", out JsonElement additional))
        {
            yield return additional;
        }

        if (!int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            yield break;
        }

        if ((schema.TryGetProperty("prefixItems", out JsonElement first) || schema.TryGetProperty("items", out first))
            && first.ValueKind == JsonValueKind.Array)
        {
            if (index < first.GetArrayLength())
            {
                yield return first[index];
                yield break;
            }
        }

        if (schema.TryGetProperty("items", out JsonElement items))
        {
            yield return items;
        }
    }

    private JsonElement? Referenced(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out JsonElement reference) || reference.GetString() is not ['#', .. string pointer])
        {
            return null;
        }

        JsonElement at = root;
        foreach (string step in Uri.UnescapeDataString(pointer).Split('/').Skip(1))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(Unescape(step), out at))
            {
                return null;
            }
        }

        return at;
    }

    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
