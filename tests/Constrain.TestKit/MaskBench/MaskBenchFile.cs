// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;

namespace Constrain.TestKit.MaskBench;

/// <summary>A file of MaskBench: a real schema with documents that satisfy it or do not.</summary>
/// <param name="Id">The name of the file.</param>
/// <param name="Schema">The text of the schema, as it stands in the file.</param>
/// <param name="Instances">The documents.</param>
public sealed record MaskBenchFile(string Id, string Schema, IReadOnlyList<MaskBenchInstance> Instances)
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 1024 };

    /// <summary>Reads the text of a file: <c>{"description", "meta", "schema", "tests": [{"description", "valid", "data"}]}</c>.</summary>
    /// <param name="id">The name of the file.</param>
    /// <param name="text">Its text.</param>
    public static MaskBenchFile Parse(string id, string text)
    {
        using var document = JsonDocument.Parse(text, Reading);
        JsonElement root = document.RootElement;
        IEnumerable<JsonElement> tests = root.GetProperty("tests").EnumerateArray();
        return new MaskBenchFile(id, root.GetProperty("schema").GetRawText(), [.. tests.Select(Instance)]);
    }

    private static MaskBenchInstance Instance(JsonElement test) =>
        new(test.GetProperty("valid").GetBoolean(), Encoding.UTF8.GetBytes(PythonJson.Write(test.GetProperty("data"))));
}

/// <summary>A document of a MaskBench file.</summary>
/// <param name="Valid">Whether it satisfies the schema.</param>
/// <param name="Utf8">Its text, as Python writes it.</param>
public sealed record MaskBenchInstance(bool Valid, ReadOnlyMemory<byte> Utf8);
