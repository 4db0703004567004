// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>A pair that validators do not agree on, with what the specification says.</summary>
/// <param name="Rule">The kind of fault, as <see cref="OracleQuirks"/> and the report call it.</param>
/// <param name="Dialect">The draft.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Instance">The text.</param>
/// <param name="Expected">Whether the specification says that it is valid.</param>
/// <param name="Ajv">What ajv says; null when it fails.</param>
/// <param name="Hyperjump">What @hyperjump/json-schema says; null when it fails.</param>
/// <param name="Why">Where the specification says so.</param>
public sealed record Disagreement(string Rule, SchemaDialect Dialect, JsonNode Schema, string Instance, bool Expected, bool? Ajv, bool? Hyperjump, string Why)
{
    /// <summary>The cases of <c>oracles/disagreements.json</c>.</summary>
    public static IReadOnlyList<Disagreement> All { get; } = Read();

    private static Disagreement[] Read()
    {
        JsonElement cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(Oracles.Folder, "disagreements.json"))).RootElement;
        return
        [
            .. cases.EnumerateArray().Select(c => new Disagreement(
                c.GetProperty("rule").GetString()!,
                Oracles.DialectOf(c.GetProperty("dialect").GetString()!) ?? throw new FormatException("no such draft"),
                JsonNode.Parse(c.GetProperty("schema").GetRawText())!,
                c.GetProperty("instance").GetString()!,
                c.GetProperty("expected").GetBoolean(),
                Verdict(c.GetProperty("ajv")),
                Verdict(c.GetProperty("hyperjump")),
                c.GetProperty("why").GetString()!)),
        ];
    }

    private static bool? Verdict(JsonElement verdict) => verdict.ValueKind == JsonValueKind.Null ? null : verdict.GetBoolean();
}
