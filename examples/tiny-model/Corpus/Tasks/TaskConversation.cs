// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>Puts an extraction into the words of a conversation.</summary>
internal static class TaskConversation
{
    /// <summary>How a prompt shows the schema: what <c>constrain eval</c> and <c>constrain generate --schema-in-prompt</c> write.</summary>
    public static string WithSchema(string text, JsonNode schema) => $"{text.TrimEnd()}\n\nSchema:\n{JsonText.Write(schema, JsonLayout.Compact)}";

    public static Document Of(TaskExample example, Draw draw)
    {
        bool isYaml = draw.Chance(10);
        bool isFilling = draw.Chance(3);
        string question = isFilling ? draw.Pick("fill") : Question(example, draw);
        if (isYaml)
            question += draw.Of("\n\nAnswer in YAML.", "\n\nAnswer as YAML, please.", "\n\nYAML, please.");
        if (isFilling || draw.Chance(65))
            question = WithSchema(question, example.Schema);
        else if (draw.Chance(20))
            question += "\n";

        var parts = new List<Part>();
        if (draw.Chance(12))
            parts.Add(new(Speaker.System, draw.Pick("system")));
        parts.Add(new(Speaker.User, question));
        parts.Add(new(Speaker.Assistant, isYaml ? YamlText.Write(example.Document) : JsonText.Write(example.Document, JsonLayout.Natural)));
        return new(parts);
    }

    private static string Question(TaskExample example, Draw draw) => draw.Chance(30)
        ? $"{draw.Pick("ask").Replace("SCENE", example.Task, StringComparison.Ordinal)}\n{example.Text}"
        : example.Text;
}
