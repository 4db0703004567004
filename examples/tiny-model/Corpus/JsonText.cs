// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>How a JSON document is laid out.</summary>
internal enum JsonLayout
{
    /// <summary>One line, a space after each comma and colon: what a model writes by itself.</summary>
    Natural,

    /// <summary>No whitespace at all.</summary>
    Compact,

    /// <summary>One member a line, two spaces a level.</summary>
    Pretty,
}

/// <summary>Writes JSON in the layouts of <see cref="JsonLayout"/>; characters outside ASCII stay as they are.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Scalars = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode? node, JsonLayout layout)
    {
        var text = new StringBuilder();
        Append(text, node, layout, 0);
        return text.ToString();
    }

    public static string Scalar(JsonNode? node) => node is null ? "null" : node.ToJsonString(Scalars);

    private static void Append(StringBuilder text, JsonNode? node, JsonLayout layout, int depth)
    {
        switch (node)
        {
            case JsonObject members:
                AppendAll(text, '{', '}', members, layout, depth, member =>
                {
                    text.Append(Scalar(member.Key)).Append(layout == JsonLayout.Compact ? ":" : ": ");
                    Append(text, member.Value, layout, depth + 1);
                });
                break;
            case JsonArray items:
                AppendAll(text, '[', ']', items, layout, depth, item => Append(text, item, layout, depth + 1));
                break;
            default:
                text.Append(Scalar(node));
                break;
        }
    }

    private static void AppendAll<T>(
        StringBuilder text, char open, char close, ICollection<T> parts, JsonLayout layout, int depth, Action<T> append)
    {
        text.Append(open);
        int written = 0;
        foreach (T part in parts)
        {
            if (written++ > 0)
                text.Append(layout == JsonLayout.Natural ? ", " : ",");
            NewLine(text, layout, depth + 1);
            append(part);
        }
        if (written > 0)
            NewLine(text, layout, depth);
        text.Append(close);
    }

    private static void NewLine(StringBuilder text, JsonLayout layout, int depth)
    {
        if (layout == JsonLayout.Pretty)
            text.Append('\n').Append(' ', 2 * depth);
    }
}
