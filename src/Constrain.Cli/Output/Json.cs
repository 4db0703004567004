// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Constrain.Cli.Output;

/// <summary>JSON for programs to read and people to look at: one object a line, letters as letters.</summary>
internal static class Json
{
    /// <summary>Levels; more than any document that a model writes.</summary>
    private const int MaxDepth = 4096;

    private static readonly JsonWriterOptions Readable = new() { Encoder = ReadableJson.Instance, MaxDepth = MaxDepth + 8 };

    /// <summary>One object in one line, without its line break.</summary>
    public static string Line(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A value without any white space.</summary>
    public static string Compact(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes text or null. Half a surrogate pair, which JSON in UTF-8 cannot hold, becomes U+FFFD.</summary>
    public static void Text(this Utf8JsonWriter writer, string name, string? text)
    {
        if (text is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>The JSON that a text is; null when it is none.</summary>
    public static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
