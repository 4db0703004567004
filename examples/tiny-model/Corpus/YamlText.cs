// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>Writes a document as block-style YAML; a text is quoted wherever a reader could take it for something else.</summary>
internal static partial class YamlText
{
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node, 0, afterDash: true);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth, bool afterDash)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                foreach ((string key, JsonNode? value) in members)
                {
                    Start(text, depth, ref afterDash);
                    text.Append(Scalar(key)).Append(':');
                    AppendValue(text, value, depth + 1);
                }
                break;
            case JsonArray { Count: > 0 } items:
                foreach (JsonNode? item in items)
                {
                    Start(text, depth, ref afterDash);
                    text.Append("- ");
                    Append(text, item, depth + 1, afterDash: true);
                }
                break;
            default:
                text.Append(Scalar(node)).Append('\n');
                break;
        }
    }

    private static void AppendValue(StringBuilder text, JsonNode? value, int depth)
    {
        bool block = value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 };
        text.Append(block ? '\n' : ' ');
        Append(text, value, depth, afterDash: false);
    }

    // The first entry after a dash stands on the line of the dash.
    private static void Start(StringBuilder text, int depth, ref bool afterDash)
    {
        if (!afterDash)
            text.Append(' ', 2 * depth);
        afterDash = false;
    }

    private static string Scalar(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String && IsPlain(node.GetValue<string>()) ? node.GetValue<string>() : JsonText.Scalar(node);

    private static bool IsPlain(string value) => Plain().IsMatch(value) && !Reserved().IsMatch(value);

    [GeneratedRegex(@"\A\p{L}(?:[\p{L}\p{M}\p{N} ._@/&'-]*[\p{L}\p{M}\p{N}.])?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(?:y|n|yes|no|on|off|true|false|null)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reserved();
}
