// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Constrain.Cli.Output;

namespace Constrain.Cli.Cases;

/// <summary>Reads case files: one case a line, blank lines between them.</summary>
internal static class CaseFile
{
    // The depth of a schema is for the library to judge, so it is no reason to call a line malformed.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = int.MaxValue };

    /// <summary>The cases of a file in their order; a line that is none is told with what is wrong with it.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static IEnumerable<CaseLine> Read(string path, CliHost host)
    {
        byte[] bytes = InputFile.ReadBytes(path, host);
        return Lines(bytes.AsMemory(InputFile.HasMark(bytes) ? 3 : 0), InputFile.NameOf(path));
    }

    private static IEnumerable<CaseLine> Lines(ReadOnlyMemory<byte> rest, string name)
    {
        for (int number = 1; rest.Length > 0; number++)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return Line(line, name, number);
            }
        }
    }

    private static CaseLine Line(ReadOnlyMemory<byte> line, string file, int number)
    {
        string place = $"{file}:{number}";
        try
        {
            if (!Utf8.IsValid(line.Span))
            {
                throw new CaseLineException("the line is not UTF-8 text");
            }

            using JsonDocument document = JsonDocument.Parse(line, Reading);
            return new CaseLine(new Reader(document.RootElement).Read(place), null);
        }
        catch (JsonException e)
        {
            return Malformed($"{place}:{e.BytePositionInLine + 1}", "the line is not JSON: " + Brief(e));
        }
        catch (CaseLineException e)
        {
            return Malformed(place, e.Message);
        }
    }

    private static CaseLine Malformed(string place, string problem) =>
        new(null, new Diagnostic(place, "Malformed", problem, "'constrain test --help' shows what a case looks like"));

    private static string Brief(JsonException e)
    {
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place < 0 ? e.Message : e.Message[..place]).TrimEnd('.', ' ');
    }

    private sealed class Reader(JsonElement line)
    {
        private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

        public Case Read(string place)
        {
            if (line.ValueKind != JsonValueKind.Object)
            {
                throw new CaseLineException("a case is an object");
            }

            foreach (JsonProperty member in line.EnumerateObject())
            {
                if (member.Name is not ("id" or "kind" or "source" or "options" or "accept" or "reject"))
                {
                    throw new CaseLineException($"a case has no member \"{member.Name}\"");
                }

                if (!_members.TryAdd(member.Name, member.Value))
                {
                    throw new CaseLineException($"\"{member.Name}\" is given twice");
                }
            }

            CaseKind kind = Kind(Text("kind", Member("kind")));
            return new Case(place, Text("id", Member("id")), kind, Source(kind), Options(), Texts("accept"), Texts("reject"));
        }

        private static CaseKind Kind(string name) => name switch
        {
            "json-schema" => CaseKind.JsonSchema,
            "yaml-schema" => CaseKind.YamlSchema,
            "regex" => CaseKind.Regex,
            "gbnf" => CaseKind.Gbnf,
            _ => throw new CaseLineException($"the kind must be json-schema, yaml-schema, regex or gbnf, not \"{name}\""),
        };

        private string Source(CaseKind kind)
        {
            JsonElement source = Member("source");
            bool isSchema = kind is CaseKind.JsonSchema or CaseKind.YamlSchema;
            return source.ValueKind == JsonValueKind.String || !isSchema ? Text("source", source) : source.GetRawText();
        }

        private JsonElement Options()
        {
            if (!_members.TryGetValue("options", out JsonElement options))
            {
                return default;
            }

            return options.ValueKind == JsonValueKind.Object ? options.Clone() : throw new CaseLineException("\"options\" must be an object");
        }

        private string[] Texts(string name)
        {
            if (!_members.TryGetValue(name, out JsonElement texts))
            {
                return [];
            }

            return texts.ValueKind == JsonValueKind.Array
                ? [.. texts.EnumerateArray().Select(text => Text(name, text))]
                : throw new CaseLineException($"\"{name}\" must be an array of texts");
        }

        private JsonElement Member(string name) =>
            _members.TryGetValue(name, out JsonElement member) ? member : throw new CaseLineException($"\"{name}\" is missing");

        private static string Text(string name, JsonElement text) => text.ValueKind == JsonValueKind.String
            ? JsonText.Of(text)
            : throw new CaseLineException($"\"{name}\" must be text");
    }

    private sealed class CaseLineException(string message) : Exception(message);
}

/// <summary>A line of a case file: a case, or what is wrong with it.</summary>
internal sealed record CaseLine(Case? Case, Diagnostic? Malformed)
{
    /// <summary>Whether the line is a case.</summary>
    [MemberNotNullWhen(true, nameof(Case))]
    [MemberNotNullWhen(false, nameof(Malformed))]
    public bool IsCase => Case is not null;
}
