// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Frozen;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Constrain.Typed;

/// <summary>The JSON type of a .NET type that is one JSON value, and the keywords that confine it to what the type can hold.</summary>
/// <remarks>
/// Every value that satisfies them is read by System.Text.Json without an error, as long as integers are spelled as integers
/// (<c>1.0</c> is one to JSON Schema and none to System.Text.Json).
/// </remarks>
internal sealed record ScalarSchema(JsonObjectType Type, params (string Keyword, string Json)[] Keywords)
{
    private const JsonObjectType AnythingButNull = JsonObjectType.Object | JsonObjectType.Array | JsonObjectType.String
        | JsonObjectType.Number | JsonObjectType.Boolean;

    /// <summary>All such types.</summary>
    public static FrozenDictionary<Type, ScalarSchema> All { get; } = new Dictionary<Type, ScalarSchema>
    {
        [typeof(bool)] = new(JsonObjectType.Boolean),
        [typeof(string)] = new(JsonObjectType.String),
        [typeof(sbyte)] = Integer<sbyte>(),
        [typeof(byte)] = Integer<byte>(),
        [typeof(short)] = Integer<short>(),
        [typeof(ushort)] = Integer<ushort>(),
        [typeof(int)] = Integer<int>(),
        [typeof(uint)] = Integer<uint>(),
        [typeof(long)] = Integer<long>(),
        [typeof(ulong)] = Integer<ulong>(),
        [typeof(Int128)] = Integer<Int128>(),
        [typeof(UInt128)] = Integer<UInt128>(),

        // The shortest text of the largest finite value: what lies beyond it would be read as infinity.
        [typeof(Half)] = Number("65500"),
        [typeof(float)] = Number("3.4028235E+38"),
        [typeof(double)] = Number("1.7976931348623157E+308"),
        [typeof(decimal)] = Number("79228162514264337593543950335"),

        [typeof(char)] = Text(TextPatterns.Char),
        [typeof(Guid)] = Text(TextPatterns.Guid, "uuid"),
        [typeof(DateOnly)] = Text(TextPatterns.Date, "date"),
        [typeof(DateTimeOffset)] = Text(TextPatterns.DateTimeAndOffset, "date-time"),
        [typeof(Uri)] = Text(TextPatterns.Uri, "uri"),

        // No format: JSON Schema's "time" and "date-time" want an offset, its "duration" is that of ISO 8601.
        [typeof(TimeOnly)] = Text(TextPatterns.TimeOfDay),
        [typeof(DateTime)] = Text(TextPatterns.DateAndTime),
        [typeof(TimeSpan)] = Text(TextPatterns.Duration),

        [typeof(byte[])] = Text(TextPatterns.Base64),
        [typeof(Memory<byte>)] = Text(TextPatterns.Base64),
        [typeof(ReadOnlyMemory<byte>)] = Text(TextPatterns.Base64),

        [typeof(JsonElement)] = new(AnythingButNull | JsonObjectType.Null),
        [typeof(JsonNode)] = new(AnythingButNull),
        [typeof(JsonObject)] = new(JsonObjectType.Object),
        [typeof(JsonArray)] = new(JsonObjectType.Array),
        [typeof(JsonValue)] = new(JsonObjectType.String | JsonObjectType.Number | JsonObjectType.Boolean),
    }.ToFrozenDictionary();

    /// <summary>The keywords as a schema object of their own.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToJson()
    {
        JsonObject keywords = [];
        foreach ((string keyword, string json) in Keywords)
            keywords.Add(keyword, JsonNode.Parse(json));
        return keywords;
    }

    /// <summary>The regex of the type's texts as a property name.</summary>
    /// <returns>The regex, empty for any string; null if the type cannot be the key of a dictionary.</returns>
    public string? KeyPattern() => Type switch
    {
        JsonObjectType.Integer => TextPatterns.Integer(ToJson()["minimum"]!.ToJsonString(), ToJson()["maximum"]!.ToJsonString()),
        JsonObjectType.String => (string?)ToJson()["pattern"] ?? string.Empty,
        _ => null,
    };

    private static ScalarSchema Integer<T>() where T : IBinaryInteger<T>, IMinMaxValue<T> =>
        new(JsonObjectType.Integer, ("minimum", $"{T.MinValue}"), ("maximum", $"{T.MaxValue}"));

    private static ScalarSchema Number(string bound) =>
        new(JsonObjectType.Number, ("minimum", $"-{bound}"), ("maximum", bound));

    private static ScalarSchema Text(string pattern, string? format = null)
    {
        (string, string) patternKeyword = ("pattern", JsonValue.Create(pattern).ToJsonString());
        return format is null
            ? new(JsonObjectType.String, patternKeyword)
            : new(JsonObjectType.String, ("format", $"\"{format}\""), patternKeyword);
    }
}
