// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>The figures of a run.</summary>
public sealed class DifferentialReport
{
    private readonly SortedDictionary<string, int> _explained = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _rescued = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Schemas, int Pairs, int First)> _refused = [];

    /// <summary>Schemas that were generated.</summary>
    public int Schemas { get; internal set; }

    /// <summary>Instances that the validators gave a verdict on, of compiled schemas and others.</summary>
    public int Instances { get; internal set; }

    /// <summary>Of <see cref="Instances"/>, those that are valid by ajv.</summary>
    public int Valid { get; internal set; }

    /// <summary>Pairs that all three gave a verdict on.</summary>
    public int Pairs { get; internal set; }

    /// <summary>Of <see cref="Pairs"/>, those that all three agree on.</summary>
    public int Agreed { get; internal set; }

    /// <summary>Of <see cref="Pairs"/>, those that the validators do not agree on.</summary>
    public int OraclesDisagree { get; internal set; }

    /// <summary>Pairs that only one of the validators gave a verdict on, the same as ours; no part of <see cref="Pairs"/>.</summary>
    public int OneOnly { get; internal set; }

    /// <summary>Documents that were sampled and found valid by both validators.</summary>
    public int Samples { get; internal set; }

    /// <summary>Documents that were sampled and hold a number that the validators' doubles do not.</summary>
    public int Incomparable { get; internal set; }

    /// <summary>Differences that nothing explains.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Of <see cref="Pairs"/>, those whose difference is explained by a known fault of a validator.</summary>
    public int Explained => _explained.Values.Sum();

    /// <summary>The longest time that a schema took to be compiled and to check its instances.</summary>
    public TimeSpan Longest { get; private set; }

    private readonly SortedDictionary<string, int> _keywords = new(StringComparer.Ordinal);
    private string? _longestSchema;

    /// <summary>Counts the keywords of a schema that we compiled, each once.</summary>
    internal void Use(JsonNode? schema)
    {
        var names = new HashSet<string>();
        Collect(schema, names);
        foreach (string name in names)
        {
            _keywords[name] = _keywords.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>The names of members, but for those of definitions and properties: values use other names than keywords do.</summary>
    private static void Collect(JsonNode? node, HashSet<string> names)
    {
        foreach ((string name, JsonNode? part) in node as JsonObject ?? [])
        {
            bool named = name is "properties" or "patternProperties" or "$defs" or "definitions" or "dependentSchemas" or "dependentRequired" or "dependencies";
            names.Add(name);
            foreach (JsonNode? inner in named ? ((part as JsonObject)?.Select(p => p.Value) ?? []) : [part])
            {
                Collect(inner, names);
            }
        }

        foreach (JsonNode? part in node as JsonArray ?? [])
        {
            Collect(part, names);
        }
    }

    internal void Explain(string rule) => _explained[rule] = _explained.GetValueOrDefault(rule) + 1;

    /// <summary>A validator failed, and took an equivalent schema.</summary>
    internal void Rescue(string rule) => _rescued[rule] = _rescued.GetValueOrDefault(rule) + 1;

    internal void Refuse(string keyword, int index, int pairs)
    {
        (int schemas, int refused, int first) = _refused.GetValueOrDefault(keyword, (0, 0, index));
        _refused[keyword] = (schemas + 1, refused + pairs, first);
    }

    internal void Slowest(TimeSpan elapsed, string schema)
    {
        if (elapsed > Longest)
        {
            Longest = elapsed;
            _longestSchema = schema;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Schemas} schemas, {Instances} instances, {100.0 * Valid / Math.Max(1, Instances):F1} % of them valid");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Pairs} pairs compared: {Agreed} agreed, {Explained} explained, {Findings.Count(f => f.Instance is not null)} not");
        foreach ((string rule, int count) in _explained)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  explained by {rule}: {count}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{OraclesDisagree} pairs on which the validators disagree with each other; {OneOnly} more agreed with one where the other failed");
        foreach ((string rule, int count) in _rescued)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  schemas that one failed on, but for {rule}: {count}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{Samples} sampled documents valid in both, {Incomparable} with numbers that a double does not hold");
        text.AppendLine(CultureInfo.InvariantCulture, $"{_refused.Sum(r => r.Value.Schemas)} refusals");
        foreach ((string keyword, (int schemas, int pairs, int first)) in _refused.OrderByDescending(r => r.Value.Schemas).Take(40))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {keyword}: {schemas} ({pairs} pairs), first schema {first}");
        }

        IEnumerable<string> words = _keywords.Where(k => !DifferentialWords.Names.Contains(k.Key)).Select(k => $"{k.Key} {k.Value}");
        text.AppendLine(CultureInfo.InvariantCulture, $"schemas compiled with: {string.Join(", ", words)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"slowest schema: {Longest.TotalMilliseconds:F0} ms, {_longestSchema}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Findings.Count} findings");
        foreach (IGrouping<(FindingKind, SchemaDialect), Finding> kind in Findings.GroupBy(f => (f.Kind, f.Dialect)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {kind.Key.Item1}, draft {Oracles.NameOf(kind.Key.Item2)}: {kind.Count()}");
        }

        return text.ToString();
    }
}
