// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Measurements as lines of JSON.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(FileMeasurement file) => JsonSerializer.Serialize(file, Options);

    public static FileMeasurement Parse(string line) => JsonSerializer.Deserialize<FileMeasurement>(line, Options)!;

    public static void WriteFile(string path, IEnumerable<FileMeasurement> files) => File.WriteAllLines(path, files.Select(Write));

    public static IReadOnlyList<FileMeasurement> ReadFile(string path) => [.. File.ReadLines(path).Select(Parse)];
}
