// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Constrain.TestKit.Yaml;

/// <summary>What a run has seen. Threads: any, one at a time inside.</summary>
public sealed class YamlReport
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (int Alike, int Otherwise)> _readers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _refused = [];
    private readonly HashSet<string> _variants = [];
    private readonly HashSet<string> _schemas = [];
    private readonly List<YamlFinding> _findings = [];
    private long _bytes;

    /// <summary>Documents drawn under masks, streams counted once.</summary>
    public int Drawn { get; private set; }

    /// <summary>Documents printed from values.</summary>
    public int Printed { get; private set; }

    /// <summary>Schemas of which at least one document was drawn.</summary>
    public int Schemas => Locked(() => _schemas.Count);

    /// <summary>Values that the validators were asked about, and values that they could not be asked about, having too long numbers.</summary>
    public (int Asked, int Incomparable) Validated { get; private set; }

    /// <summary>Documents that did not end within their budget.</summary>
    public int Overruns { get; private set; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<YamlFinding> Findings => Locked(() => _findings.ToArray());

    /// <summary>How many documents a reader read as the value that is meant.</summary>
    public int ReadBy(string reader) => Locked(() => _readers.GetValueOrDefault(reader).Alike);

    internal void Count(YamlSchema? schema, YamlOptions options, string text) => Locked(() =>
    {
        (Drawn, Printed) = schema is null ? (Drawn, Printed + 1) : (Drawn + 1, Printed);
        _bytes += Encoding.UTF8.GetByteCount(text);
        _variants.Add(YamlVariants.Show(options));
        return schema is not null && _schemas.Add(schema.Name);
    });

    internal void CountReading(string reader, bool alike) => Locked(() =>
    {
        (int good, int bad) = _readers.GetValueOrDefault(reader);
        return _readers[reader] = alike ? (good + 1, bad) : (good, bad + 1);
    });

    internal void CountValidated(int asked, int incomparable) => Locked(() => Validated = (Validated.Asked + asked, Validated.Incomparable + incomparable));

    internal void CountOverruns(int number) => Locked(() => Overruns += number);

    internal void Refuse(string reason) => Locked(() => _refused[reason] = _refused.GetValueOrDefault(reason) + 1);

    internal void Add(YamlFinding finding) => Locked(() =>
    {
        _findings.Add(finding);
        return 0;
    });

    /// <summary>Counts what the document consists of, so that the table tells what was not seen.</summary>
    internal void CountShapes(string text)
    {
        var seen = new Dictionary<string, int>();
        int depth = 0, deepest = 0;
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
                string? shape = parser.Current switch
                {
                    Scalar scalar => $"scalar {scalar.Style}",
                    MappingStart m => $"mapping {m.Style}",
                    SequenceStart s => $"sequence {s.Style}",
                    DocumentStart { IsImplicit: false } => "document with ---",
                    _ => null,
                };
                depth += parser.Current!.NestingIncrease;
                deepest = Math.Max(deepest, depth);
                _ = shape is null ? 0 : seen[shape] = seen.GetValueOrDefault(shape) + 1;
            }
        }
        catch (YamlException)
        {
            // A finding of its own.
            return;
        }

        // Stream and document have a level each.
        seen[$"text with {(deepest - 2) switch { 0 => "no collection", <= 2 => "1 or 2 levels", <= 5 => "3 to 5 levels", <= 10 => "6 to 10 levels", _ => "more than 10 levels" }}"] = 1;
        _ = text.Contains("\n#", StringComparison.Ordinal) || text.Contains(" # ", StringComparison.Ordinal) || text.StartsWith('#') ? seen["text with # first or after a space"] = 1 : 0;
        _ = text.Any(char.IsSurrogate) ? seen["text with non-BMP characters"] = 1 : 0;
        Locked(() =>
        {
            foreach ((string shape, int count) in seen)
            {
                _shapes[shape] = _shapes.GetValueOrDefault(shape) + count;
            }

            return 0;
        });
    }

    /// <inheritdoc/>
    public override string ToString() => Locked(() =>
    {
        var text = new StringBuilder();
        text.AppendLine(Invariant($"{Drawn} documents drawn over {_schemas.Count} schemas, {Printed} printed from values; {_variants.Count} of {YamlVariants.All.Count} ways to write; {_bytes} bytes"));
        text.AppendLine().AppendLine("reader                read alike   otherwise");
        foreach ((string reader, (int alike, int otherwise)) in _readers)
        {
            text.AppendLine(Invariant($"{reader,-20} {alike,11} {otherwise,11}"));
        }

        text.AppendLine().AppendLine(Invariant($"{Validated.Asked} values validated by ajv and @hyperjump/json-schema, {Validated.Incomparable} not, for their long numbers; {Overruns} documents past their budget"));
        text.AppendLine().AppendLine("what was seen");
        foreach ((string shape, int count) in _shapes)
        {
            text.AppendLine(Invariant($"{count,11}  {shape}"));
        }

        text.AppendLine().AppendLine(Invariant($"not drawn: {_refused.Values.Sum()} schemas in one of their variants"));
        foreach ((string reason, int count) in _refused.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(25))
        {
            text.AppendLine(Invariant($"{count,11}  {reason}"));
        }

        text.AppendLine().AppendLine(Invariant($"findings: {_findings.Count}"));
        foreach (IGrouping<YamlFault, YamlFinding> kind in _findings.GroupBy(f => f.Fault))
        {
            text.AppendLine(Invariant($"{kind.Count(),11}  {kind.Key}"));
        }

        return text.ToString();
    });

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private T Locked<T>(Func<T> action)
    {
        lock (_gate)
        {
            return action();
        }
    }
}
