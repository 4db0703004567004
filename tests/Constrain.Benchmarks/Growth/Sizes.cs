// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;

namespace Constrain.Benchmarks.Growth;

/// <summary>Schemas and documents of any size.</summary>
internal static class Sizes
{
    private static readonly string[] Kinds =
    [
        """{"type":"string"}""", """{"type":"integer","minimum":0}""", """{"enum":["low","middle","high"]}""",
        """{"type":"array","items":{"type":"number"}}""",
    ];

    private static readonly string[] Values = ["\"a short text\"", "42", "\"middle\"", "[1.5, 2, 3]"];

    /// <summary>An object with so many properties, of which a document has every n-th, so that it is always about as long.</summary>
    public static (string Schema, string Document) Properties(int count)
    {
        const int written = 20;
        IEnumerable<string> schemas = Enumerable.Range(0, count).Select(i => $"\"{Name(i)}\":{Kinds[i % Kinds.Length]}");
        int step = Math.Max(1, count / written);
        IEnumerable<string> members =
            Enumerable.Range(0, Math.Min(count, written)).Select(i => i * step).Select(i => $"\"{Name(i)}\": {Values[i % Values.Length]}");
        return ($$"""{"type":"object","properties":{{{string.Join(',', schemas)}}},"additionalProperties":false}""", Braces(members));
    }

    /// <summary>A list of trees whose depth is the schema's own recursion.</summary>
    public static (string Schema, string Document) Depth(int depth)
    {
        const string schema =
            """
            {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["name"],
            "properties":{"name":{"type":"string"},"child":{"$ref":"#/$defs/node"}}}}}
            """;
        var text = new StringBuilder();
        for (int i = 0; i < depth; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"name\": \"node {i}\", \"child\": ");
        }

        return (schema, text + """{"name": "leaf"}""" + new string('}', depth));
    }

    /// <summary>A list of so many records.</summary>
    public static (string Schema, string Document) Records(int count)
    {
        const string schema =
            """
            {"type":"array","items":{"type":"object","required":["id","name"],"properties":{"id":{"type":"integer"},
            "name":{"type":"string","maxLength":40},"tags":{"type":"array","items":{"enum":["new","old","sold"]}}}}}
            """;
        IEnumerable<string> records = Enumerable.Range(0, count)
            .Select(i => $$"""{"id": {{i}}, "name": "Thing number {{i * 7919 % 1000}}", "tags": ["new", "sold"]}""");
        return (schema, $"[{string.Join(", ", records)}]");
    }

    private static string Name(int i) => $"property{(char)('A' + (i % 26))}{i}";

    private static string Braces(IEnumerable<string> members) => $"{{{string.Join(", ", members)}}}";
}
