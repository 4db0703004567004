// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;
using Constrain.TestKit.Differential;
using Constrain.TestKit.MaskBench;

namespace Constrain.TestKit.Yaml;

/// <summary>A schema to draw YAML documents of.</summary>
/// <param name="Name">Where it comes from, so that it is found again.</param>
/// <param name="Text">The schema.</param>
/// <param name="Dialect">Its draft unless it names one.</param>
public sealed record YamlSchema(string Name, string Text, SchemaDialect Dialect = SchemaDialect.Draft202012);

/// <summary>Schemas of three kinds: written for what YAML goes wrong on, random ones over all keywords, and real ones.</summary>
public static partial class YamlSchemas
{
    private const int MaxRealLength = 6_000;

    private static readonly (string Name, SchemaDialect Dialect)[] Drafts =
        [("draft-04", SchemaDialect.Draft4), ("draft-06", SchemaDialect.Draft6), ("draft-07", SchemaDialect.Draft7), ("2019-09", SchemaDialect.Draft201909)];

    /// <summary>Those that were written.</summary>
    public static IReadOnlyList<YamlSchema> Written { get; } = [.. Texts.Select((text, i) => new YamlSchema($"written {i}", text))];

    /// <summary>Random schemas of all drafts, without end; some are refused, and some have no instance.</summary>
    public static IEnumerable<YamlSchema> Random(int seed)
    {
        SchemaDialect[] dialects = [SchemaDialect.Draft202012, SchemaDialect.Draft7, SchemaDialect.Draft202012, SchemaDialect.Draft201909, SchemaDialect.Draft6, SchemaDialect.Draft4];
        for (int i = 0; ; i++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + i));
            SchemaDialect dialect = dialects[i % dialects.Length];
            JsonNode schema = i % 4 == 3 ? new RandomSchemas(random).Document() : new DifferentialSchemas(random, dialect).Document();
            yield return new YamlSchema($"random {seed}:{i}", schema.ToJsonString(), i % 4 == 3 ? SchemaDialect.Draft202012 : dialect);
        }
    }

    /// <summary>Schemas of the MaskBench part that are not too long, evenly from all of it; none where it is not there.</summary>
    /// <param name="offset">Which of the ways through it, so that another run sees others.</param>
    public static IEnumerable<YamlSchema> Real(int offset)
    {
        if (MaskBenchCorpus.Shared() is not { } corpus)
        {
            yield break;
        }

        string[] names = [.. corpus.Names.Where(n => corpus.LengthOf(n) <= MaxRealLength)];
        const int Step = 17;
        for (int start = 0; start < Step; start++)
        {
            for (int i = (start + offset) % Step; i < names.Length; i += Step)
            {
                string schema = corpus.Read(names[i]).Schema;
                yield return new YamlSchema(names[i], schema, DialectOf(schema));
            }
        }
    }

    /// <summary>The draft that a schema names, for validators that would refuse it as one of another.</summary>
    private static SchemaDialect DialectOf(string schema)
    {
        string name = JsonNode.Parse(schema) is JsonObject o && o["$schema"] is JsonValue v && v.TryGetValue(out string? uri) ? uri : string.Empty;
        return Drafts.FirstOrDefault(d => name.Contains(d.Name, StringComparison.Ordinal), (Name: "", Dialect: SchemaDialect.Draft202012)).Dialect;
    }
}
