// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Measurements as lines of JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(FileMeasurement))]
internal sealed partial class JsonLines : JsonSerializerContext
{
    public static string Write(FileMeasurement file) => JsonSerializer.Serialize(file, Default.FileMeasurement);

    public static FileMeasurement Parse(string line) => JsonSerializer.Deserialize(line, Default.FileMeasurement)!;

    public static void WriteFile(string path, IEnumerable<FileMeasurement> files) => File.WriteAllLines(path, files.Select(Write));

    public static IReadOnlyList<FileMeasurement> ReadFile(string path) => [.. File.ReadLines(path).Select(Parse)];
}
