// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Constrain.TestKit;

/// <summary>Draft 2020-12 by its letter, keyword by keyword on a parsed document: slow, obvious, and written apart from the engine.</summary>
public static class NaiveSchemaValidator
{
    /// <summary>Whether the value satisfies the schema.</summary>
    /// <exception cref="NotSupportedException">The schema has a keyword that this validator does not know.</exception>
    public static bool IsValid(JsonElement schema, JsonElement value, JsonElement root) => schema.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => schema.EnumerateObject().All(keyword => Holds(keyword.Name, keyword.Value, schema, value, root)),
    };

    /// <summary>Equality of JSON values: numbers by value, objects without regard to order.</summary>
    public static bool AreEqual(JsonElement a, JsonElement b) => (a.ValueKind, b.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Compare(a, b) == 0,
        (JsonValueKind.Array, JsonValueKind.Array) =>
            a.GetArrayLength() == b.GetArrayLength() && a.EnumerateArray().Zip(b.EnumerateArray()).All(p => AreEqual(p.First, p.Second)),
        (JsonValueKind.Object, JsonValueKind.Object) =>
            a.EnumerateObject().Count() == b.EnumerateObject().Count()
            && a.EnumerateObject().All(p => b.TryGetProperty(p.Name, out JsonElement other) && AreEqual(p.Value, other)),
        (JsonValueKind.String, JsonValueKind.String) => a.GetString() == b.GetString(),
        _ => a.ValueKind == b.ValueKind,
    };

    private static bool Holds(string keyword, JsonElement argument, JsonElement schema, JsonElement value, JsonElement root)
    {
        bool isObject = value.ValueKind == JsonValueKind.Object;
        bool isArray = value.ValueKind == JsonValueKind.Array;
        bool isString = value.ValueKind == JsonValueKind.String;
        bool isNumber = value.ValueKind == JsonValueKind.Number;
        switch (keyword)
        {
            case "type":
                return (argument.ValueKind == JsonValueKind.Array ? argument.EnumerateArray() : new[] { argument }.AsEnumerable()).Any(t => IsOfType(value, t.GetString()!));
            case "enum":
                return argument.EnumerateArray().Any(e => AreEqual(e, value));
            case "const":
                return AreEqual(argument, value);
            case "allOf":
                return argument.EnumerateArray().All(s => IsValid(s, value, root));
            case "anyOf":
                return argument.EnumerateArray().Any(s => IsValid(s, value, root));
            case "$ref":
                return IsValid(Resolve(root, argument.GetString()!), value, root);
            case "minimum":
                return !isNumber || Compare(value, argument) >= 0;
            case "maximum":
                return !isNumber || Compare(value, argument) <= 0;
            case "exclusiveMinimum":
                return !isNumber || Compare(value, argument) > 0;
            case "exclusiveMaximum":
                return !isNumber || Compare(value, argument) < 0;
            case "multipleOf":
                return !isNumber || IsMultiple(value, argument);
            case "minLength":
                return !isString || Length(value) >= argument.GetInt32();
            case "maxLength":
                return !isString || Length(value) <= argument.GetInt32();
            case "pattern":
                return !isString || Regex.IsMatch(value.GetString()!, argument.GetString()!, RegexOptions.ECMAScript);
            case "minItems":
                return !isArray || value.GetArrayLength() >= argument.GetInt32();
            case "maxItems":
                return !isArray || value.GetArrayLength() <= argument.GetInt32();
            case "prefixItems":
                return !isArray || value.EnumerateArray().Zip(argument.EnumerateArray()).All(p => IsValid(p.Second, p.First, root));
            case "items":
                int prefix = schema.TryGetProperty("prefixItems", out JsonElement list) ? list.GetArrayLength() : 0;
                return !isArray || value.EnumerateArray().Skip(prefix).All(v => IsValid(argument, v, root));
            case "properties":
                return !isObject || argument.EnumerateObject().All(p => !value.TryGetProperty(p.Name, out JsonElement v) || IsValid(p.Value, v, root));
            case "patternProperties":
                return !isObject || value.EnumerateObject().All(v => argument.EnumerateObject().All(p => !Matches(p.Name, v.Name) || IsValid(p.Value, v.Value, root)));
            case "additionalProperties":
                return !isObject || value.EnumerateObject().Where(v => IsAdditional(schema, v.Name)).All(v => IsValid(argument, v.Value, root));
            case "propertyNames":
                return !isObject || value.EnumerateObject().All(v => IsValid(argument, JsonSerializer.SerializeToElement(v.Name), root));
            case "required":
                return !isObject || argument.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _));
            case "minProperties":
                return !isObject || value.EnumerateObject().Count() >= argument.GetInt32();
            case "maxProperties":
                return !isObject || value.EnumerateObject().Count() <= argument.GetInt32();
            case "$defs" or "$schema" or "title" or "description" or "default" or "examples" or "$comment":
                return true;
            default:
                throw new NotSupportedException(keyword);
        }
    }

    private static bool IsAdditional(JsonElement schema, string name) =>
        !(schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(name, out _))
        && !(schema.TryGetProperty("patternProperties", out JsonElement patterns) && patterns.EnumerateObject().Any(p => Matches(p.Name, name)));

    private static bool Matches(string pattern, string name) => Regex.IsMatch(name, pattern, RegexOptions.ECMAScript);

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && IsInteger(value),
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new NotSupportedException(type),
    };

    private static int Length(JsonElement value) => value.GetString()!.EnumerateRunes().Count();

    private static bool IsInteger(JsonElement value)
    {
        (BigInteger digits, int scale) = Exact(value);
        return digits % BigInteger.Pow(10, scale) == 0;
    }

    private static bool IsMultiple(JsonElement value, JsonElement divisor)
    {
        (BigInteger a, int scaleA) = Exact(value);
        (BigInteger b, int scaleB) = Exact(divisor);
        int scale = Math.Max(scaleA, scaleB);
        return a * BigInteger.Pow(10, scale - scaleA) % (b * BigInteger.Pow(10, scale - scaleB)) == 0;
    }

    private static int Compare(JsonElement a, JsonElement b)
    {
        (BigInteger x, int scaleX) = Exact(a);
        (BigInteger y, int scaleY) = Exact(b);
        int scale = Math.Max(scaleX, scaleY);
        return (x * BigInteger.Pow(10, scale - scaleX)).CompareTo(y * BigInteger.Pow(10, scale - scaleY));
    }

    /// <summary>digits · 10^-scale.</summary>
    private static (BigInteger Digits, int Scale) Exact(JsonElement number)
    {
        string text = number.GetRawText();
        int e = text.IndexOfAny(['e', 'E']);
        int exponent = e < 0 ? 0 : int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        BigInteger digits = BigInteger.Parse(mantissa.Replace(".", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return scale >= 0 ? (digits, scale) : (digits * BigInteger.Pow(10, -scale), 0);
    }

    private static JsonElement Resolve(JsonElement root, string reference)
    {
        JsonElement element = root;
        foreach (string segment in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            element = element.ValueKind == JsonValueKind.Array ? element[int.Parse(segment, CultureInfo.InvariantCulture)] : element.GetProperty(segment);
        }

        return element;
    }
}
