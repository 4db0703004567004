// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Security.Cryptography;
using System.Text.Json;
using Constrain.Cli.Cases;

namespace Constrain.Cli.Evaluation;

/// <summary>A file of evaluation data.</summary>
/// <param name="Name">The file.</param>
/// <param name="Sha256">The hash of its bytes, by which anyone can tell that it is the same data.</param>
/// <param name="Cases">At least one, each with an id of its own.</param>
internal sealed record EvaluationData(string Name, string Sha256, IReadOnlyList<EvaluationCase> Cases)
{
    private const string Hint = "'constrain eval --help' shows what a case looks like";

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = int.MaxValue };

    /// <summary>Reads a file: one case a line, blank lines between them.</summary>
    /// <exception cref="CliException">It cannot be read, or a line is no case.</exception>
    public static EvaluationData Read(string path, CliHost host)
    {
        string name = InputFile.NameOf(path);
        byte[] bytes = InputFile.ReadBytes(path, host);
        List<EvaluationCase> cases = [];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        int number = 0;
        foreach (ReadOnlyMemory<byte> line in Lines(bytes.AsMemory(InputFile.HasMark(bytes) ? 3 : 0)))
        {
            number++;
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            string place = $"{name}:{number}";
            EvaluationCase @case = Line(line, place);
            cases.Add(ids.Add(@case.Id)
                ? @case
                : throw CliException.Input(place, $"there is another case with the id \"{@case.Id}\"", "give each an id of its own"));
        }

        return cases.Count > 0
            ? new EvaluationData(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), cases)
            : throw CliException.Input(name, "there is no case in it", Hint);
    }

    /// <summary>Some of the cases, spread evenly over the file so that all its parts are among them.</summary>
    public IReadOnlyList<EvaluationCase> Spread(int? limit) =>
        limit is not int n || n >= Cases.Count ? Cases : [.. Enumerable.Range(0, n).Select(i => Cases[(int)(((2L * i) + 1) * Cases.Count / (2L * n))])];

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> rest)
    {
        while (rest.Length > 0)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            yield return end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
        }
    }

    private static EvaluationCase Line(ReadOnlyMemory<byte> line, string place)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, Reading);
            return new Members(document.RootElement, place).Case();
        }
        catch (JsonException e)
        {
            throw CliException.Input($"{place}:{e.BytePositionInLine + 1}", "the line is not JSON", Hint, e);
        }
    }

    private sealed class Members
    {
        private static readonly string[] Known = ["id", "prompt", "schema", "expected", "source", "group", "language", "record"];

        private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
        private readonly string _place;

        public Members(JsonElement line, string place)
        {
            _place = place;
            if (line.ValueKind != JsonValueKind.Object)
            {
                throw Malformed("a case is an object");
            }

            foreach (JsonProperty member in line.EnumerateObject())
            {
                if (!Known.Contains(member.Name))
                {
                    throw Malformed($"a case has no member \"{member.Name}\"; it has {string.Join(", ", Known)}");
                }

                if (!_members.TryAdd(member.Name, member.Value))
                {
                    throw Malformed($"\"{member.Name}\" is given twice");
                }
            }
        }

        public EvaluationCase Case()
        {
            string prompt = Text("prompt") ?? throw Missing("prompt");
            return new EvaluationCase
            {
                Place = _place,
                Id = Text("id") ?? throw Missing("id"),
                Prompt = prompt.Length > 0 ? prompt : throw Malformed("\"prompt\" is empty"),
                Schema = Schema(),
                Expected = Required("expected").Clone(),
                Source = Text("source") ?? prompt,
                Group = Text("group"),
                Language = Text("language"),
                Record = Text("record"),
            };
        }

        private JsonElement Schema() => Required("schema") is { ValueKind: JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False } schema
            ? schema.Clone()
            : throw Malformed("\"schema\" must be an object, true or false");

        private string? Text(string name) => !_members.TryGetValue(name, out JsonElement text) ? null
            : text.ValueKind == JsonValueKind.String ? JsonText.Of(text)
            : throw Malformed($"\"{name}\" must be text");

        private JsonElement Required(string name) => _members.TryGetValue(name, out JsonElement member) ? member : throw Missing(name);

        private CliException Missing(string name) => Malformed($"\"{name}\" is missing");

        private CliException Malformed(string problem) => CliException.Input(_place, problem, Hint);
    }
}
