// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.Typed;

/// <summary>The values of an enum, spelled by System.Text.Json itself.</summary>
[RequiresUnreferencedCode(TypeSchema.ReflectionReason)]
[RequiresDynamicCode(TypeSchema.ReflectionReason)]
internal static class EnumSchema
{
    /// <summary>The keywords <c>type</c> and <c>enum</c>.</summary>
    public static JsonObject Keywords(Type type, JsonSerializerOptions options, TypeContracts contracts, bool allowsNull = false)
    {
        JsonArray values = [];
        foreach (object value in Values(type, contracts))
        {
            JsonNode node = JsonSerializer.SerializeToNode(value, type, options)!;
            if (!values.Any(known => JsonNode.DeepEquals(known, node)))
                values.Add(node);
        }

        string jsonType = values[0]!.GetValueKind() == JsonValueKind.String ? "string" : "integer";
        if (!allowsNull)
            return new JsonObject { ["type"] = jsonType, ["enum"] = values };
        values.Add(null);
        return new JsonObject { ["type"] = new JsonArray(jsonType, "null"), ["enum"] = values };
    }

    /// <summary>The names that the values have as keys of a dictionary.</summary>
    public static IEnumerable<string> KeyNames(Type type, TypeContracts contracts)
    {
        Type dictionary = typeof(Dictionary<,>).MakeGenericType(type, typeof(bool));
        HashSet<string> names = [];
        foreach (object value in Values(type, contracts))
        {
            IDictionary entry = (IDictionary)Activator.CreateInstance(dictionary)!;
            entry.Add(value, true);
            string text = JsonSerializer.Serialize(entry, dictionary, contracts.Options);
            if (!IsReadBack(text, dictionary, value, contracts.Options))
                throw contracts.Refuse(type, "as a key it is written in a way that is not read back", "leave DictionaryKeyPolicy unset");
            names.Add(JsonNode.Parse(text)!.AsObject().First().Key);
        }

        return names;
    }

    // DictionaryKeyPolicy renames keys when they are written, and not when they are read.
    private static bool IsReadBack(string text, Type dictionary, object key, JsonSerializerOptions options)
    {
        try
        {
            return ((IDictionary)JsonSerializer.Deserialize(text, dictionary, options)!).Contains(key);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static object[] Values(Type type, TypeContracts contracts)
    {
        if (type.IsDefined(typeof(FlagsAttribute), inherit: false))
        {
            throw contracts.Refuse(
                type, "the values of a [Flags] enum combine freely, which a list of names cannot say", "use a list of a plain enum");
        }

        object[] values = [.. Enum.GetValues(type)];
        if (values.Length == 0)
            throw contracts.Refuse(type, "the enum has no values", "declare at least one");
        return values;
    }
}
