// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Constrain.Frontends.Yaml;

/// <summary>A value in the subset of README.md as JSON, for comparing items; of texts that were generated, so nothing is wrong with them.</summary>
internal static class YamlItem
{
    private enum Expected
    {
        Item,
        Key,
        Value,
    }

    /// <summary>The JSON of a text.</summary>
    public static byte[] ToJson(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            var parser = new Parser(new StringReader(text));
            var open = new Stack<Expected>();
            while (parser.MoveNext())
            {
                Write(json, parser.Current!, open);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="json">What the JSON is written to.</param>
    /// <param name="read">What was read.</param>
    /// <param name="open">Of every open collection, what comes next in it.</param>
    private static void Write(Utf8JsonWriter json, ParsingEvent read, Stack<Expected> open)
    {
        switch (read)
        {
            case Scalar scalar when open.TryPeek(out Expected next) && next == Expected.Key:
                json.WritePropertyName(scalar.Value);
                Turn(open, Expected.Value);
                return;
            case Scalar { Style: ScalarStyle.Plain, Value: var value } when IsOther(value):
                json.WriteRawValue(value);
                break;
            case Scalar scalar:
                json.WriteStringValue(scalar.Value);
                break;
            case SequenceStart:
                json.WriteStartArray();
                open.Push(Expected.Item);
                return;
            case MappingStart:
                json.WriteStartObject();
                open.Push(Expected.Key);
                return;
            case SequenceEnd:
                json.WriteEndArray();
                open.Pop();
                break;
            case MappingEnd:
                json.WriteEndObject();
                open.Pop();
                break;
            default:
                return;
        }

        if (open.TryPeek(out Expected before) && before == Expected.Value)
        {
            Turn(open, Expected.Key);
        }
    }

    private static void Turn(Stack<Expected> open, Expected next)
    {
        open.Pop();
        open.Push(next);
    }

    // In the subset a plain text that is no string is one of JSON.
    private static bool IsOther(string value) => value is "null" or "true" or "false" || ((value[0] is '-' or (>= '0' and <= '9')) && !YamlStrings.IsPlain(value));
}
