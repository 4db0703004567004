// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Constrain.TestKit.Differential;

namespace Constrain.TestKit.Yaml;

/// <summary>Draws YAML documents of schemas under masks, has every reader read them, and validates what they say; every document is repeated by its dice.</summary>
/// <remarks>Runs of one report may go on side by side; each has processes of its own and is for one thread.</remarks>
/// <param name="report">Takes what is seen.</param>
/// <param name="seed">The dice.</param>
/// <param name="vocabularies">Vocabularies to draw over by turns, with their names.</param>
/// <param name="parsers">Processes of independent parsers.</param>
/// <param name="validators">Independent validators for every so many values; none when null.</param>
public sealed partial class YamlRun(
    YamlReport report, int seed, IReadOnlyList<(string Name, Vocabulary Vocabulary)> vocabularies, IReadOnlyList<YamlParsers> parsers, Oracles? validators)
{
    private const int MaxLeastBytes = 600;

    private static readonly int[] Budgets = [0, 8, 25, 60, 120, 250];

    private readonly List<Document> _pending = [];
    private readonly (string Name, MaskedSampler Sampler)[] _samplers = [.. vocabularies.Select(v => (v.Name, new MaskedSampler(v.Vocabulary)))];

    /// <summary>Findings that are made small; the others stay as they were met.</summary>
    public int MaxShrunk { get; init; } = 12;

    /// <summary>Draws documents of a schema, some in each of several random ways to write.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="number">Its number, which with the seed makes the dice.</param>
    /// <param name="documents">How many in all.</param>
    /// <param name="variants">In how many ways to write.</param>
    /// <returns>How many were drawn; less when the schema is refused.</returns>
    public int Draw(YamlSchema schema, int number, int documents, int variants)
    {
        int drawn = 0;
        for (int v = 0; v < variants; v++)
        {
            var random = new Random(unchecked((((seed * 1_000_003) + number) * 1_009) + v));
            YamlOptions options = v == 0 ? new YamlOptions() : random.Any(YamlVariants.All);
            int count = ((documents * (v + 1)) / variants) - ((documents * v) / variants);
            List<Document> batch = Draw(schema, options, random, count, $"seed {seed}, schema {number}, variant {v}");
            drawn += batch.Count;
            Judge(batch);
        }

        return drawn;
    }

    /// <summary>Prints random values in every way to write, as the library prints them, and has every reader read them.</summary>
    public void Print(int number, int documents)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var batch = new List<Document>();
        for (int i = 0; i < documents; i++)
        {
            string value = YamlValues.Next(random)?.ToJsonString() ?? "null";
            YamlOptions options = random.Any(YamlVariants.All);
            batch.Add(new Document(null, null, options, $"seed {seed}, printed {number}:{i}: {value}", YamlText.FromJson(value, options), value));
        }

        Judge(batch);
    }

    /// <summary>Judges what is not yet judged; parsers work on one batch while the next is drawn.</summary>
    public void Finish() => Judge([]);

    private List<Document> Draw(YamlSchema schema, YamlOptions options, Random random, int count, string dice)
    {
        var batch = new List<Document>();
        try
        {
            Constraint constraint = Constraint.FromJsonSchema(schema.Text, new JsonSchemaOptions
            {
                Dialect = schema.Dialect,
                Yaml = options,
                UnknownFormats = UnknownFormats.Ignore,
                PropertyOrder = random.OneIn(3) ? PropertyOrder.Any : PropertyOrder.Schema,
            });
            if (constraint.MinimumBytes > MaxLeastBytes)
            {
                report.Refuse($"more than {MaxLeastBytes} bytes at least");
                return batch;
            }

            var checker = Constraint.FromJsonSchema(schema.Text, new JsonSchemaOptions
            {
                Dialect = schema.Dialect,
                Whitespace = JsonWhitespace.Any,
                PropertyOrder = PropertyOrder.Any,
                AnySpelling = true,
                UnknownFormats = UnknownFormats.Ignore,
            });
            for (int i = 0; i < count; i++)
            {
                (string name, MaskedSampler sampler) = _samplers[i % _samplers.Length];
                int overruns = sampler.Overruns;
                string which = $"{dice}, document {i} over {name}";
                int budget = (int)constraint.MinimumBytes + random.Next(random.Any(Budgets) + 1);
                string text = sampler.Sample(constraint, new Random(random.Next()), weighted: random.OneIn(2), budget);
                report.CountOverruns(sampler.Overruns - overruns);
                batch.Add(new Document(schema, checker, options, which, text, null));
                TextCheck check = constraint.Check(text);
                if (!check.IsAccepted)
                {
                    report.Add(new YamlFinding(YamlFault.NotAccepted, schema, options, which, text, $"at byte {check.Offset}: {check.Reason}"));
                }
            }
        }
        catch (GrammarException e)
        {
            report.Refuse(e.Error switch
            {
                GrammarError.Unsatisfiable => "nothing satisfies it",
                GrammarError.LimitExceeded => "limit: " + e.Problem,
                _ => e.Construct ?? e.Problem,
            });
        }
        catch (DeadEndException e)
        {
            report.Add(new YamlFinding(YamlFault.DeadEnd, schema, options, $"{dice}, document {batch.Count}", null, e.Message));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            report.Add(new YamlFinding(YamlFault.Crash, schema, options, $"{dice}, document {batch.Count}", null, e.ToString()));
        }

        return batch;
    }

    private void Judge(List<Document> next)
    {
        // Answers first: a process is asked one thing at a time.
        IReadOnlyList<IReadOnlyList<YamlReading>>[] answers = _pending.Count > 0 ? [.. parsers.Select(p => p.Answer())] : [];
        Document[] documents = [.. _pending];
        _pending.Clear();
        bool isSmall = report.Findings.Count < MaxShrunk;
        if (!isSmall || documents.Length == 0)
        {
            Ask(next);
        }

        for (int i = 0; i < documents.Length; i++)
        {
            Judge(documents[i], [.. answers.SelectMany(a => a[i])]);
        }

        Validate(documents);
        if (_pending.Count == 0)
        {
            Ask(next);
        }
    }

    private void Ask(List<Document> documents)
    {
        if (documents.Count > 0)
        {
            _pending.AddRange(documents);
            foreach (YamlParsers process in parsers)
            {
                process.Ask(documents.Select(d => d.Text));
            }
        }
    }

    private void Judge(Document document, IEnumerable<YamlReading> others)
    {
        report.Count(document.Schema, document.Options, document.Text);
        report.CountShapes(document.Text);
        YamlReading[] readings = [.. Locally(document.Text), .. others];
        foreach (YamlReading reading in readings)
        {
            report.CountReading(reading.Reader, IsRead(document, readings, reading));
        }

        if (!readings.All(r => IsRead(document, readings, r)))
        {
            report.Add(Shrink(document, readings));
        }

        document.Values = readings[0].Documents ?? [];
        foreach (string value in document.Values)
        {
            TextCheck? check = document.Checker?.Check(value);
            if (check is { IsAccepted: false })
            {
                report.Add(new YamlFinding(YamlFault.Invalid, document.Schema, document.Options, document.Dice, document.Text, $"{value}\nat byte {check.Offset}: {check.Reason}"));
            }
        }
    }

    /// <summary>The first reading is what is meant, or the value that was printed where there is one. A document is one, unless a stream was asked for.</summary>
    private static bool IsRead(Document document, YamlReading[] readings, YamlReading reading)
    {
        IReadOnlyList<string>? meant = document.Printed is { } value ? [value] : readings[0].Documents;
        return meant is not null && (document.Options.IsStream ? meant.Count > 0 : meant.Count == 1) && SameJson.IsRead(meant, reading);
    }

    private static YamlReading[] Locally(string text) => [CoreSchemaReader.Read(text), YamlDotNetReader.Read(text), LibraryReader(text)];

    private static YamlReading LibraryReader(string text)
    {
        try
        {
            return new YamlReading("Constrain", [.. YamlText.Read(text).Select(d => d.Json)], null);
        }
        catch (GrammarException e)
        {
            return new YamlReading("Constrain", null, e.Message);
        }
    }

    /// <summary>A smaller document that is accepted and read otherwise by somebody: lines and characters left out.</summary>
    private YamlFinding Shrink(Document document, YamlReading[] readings)
    {
        string text = document.Text;
        if (report.Findings.Count < MaxShrunk && document.Schema is { } schema && _pending.Count == 0)
        {
            var constraint = Constraint.FromJsonSchema(schema.Text, new JsonSchemaOptions
            {
                Dialect = schema.Dialect,
                Yaml = document.Options,
                UnknownFormats = UnknownFormats.Ignore,
                PropertyOrder = PropertyOrder.Any,
            });
            for (bool smaller = true; smaller;)
            {
                smaller = false;
                foreach (string candidate in Smaller(text).Where(t => constraint.Check(t).IsAccepted))
                {
                    YamlReading[] again = [.. Locally(candidate), .. parsers.SelectMany(p => p.Read(candidate))];
                    if (!again.All(r => IsRead(document, again, r)))
                    {
                        (text, readings, smaller) = (candidate, again, true);
                        break;
                    }
                }
            }
        }

        return new YamlFinding(YamlFault.ReadOtherwise, document.Schema, document.Options, document.Dice, text, string.Join('\n', readings.Select(r => r.ToString())));
    }

    private static IEnumerable<string> Smaller(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length - 1; i++)
        {
            yield return string.Join('\n', lines.Where((_, at) => at != i));
        }

        for (int length = 8; length > 0; length /= 2)
        {
            for (int i = 0; i + length <= text.Length; i++)
            {
                string without = text.Remove(i, length);
                if (!char.IsLowSurrogate(text[i]) && (i + length == text.Length || !char.IsLowSurrogate(text[i + length])))
                {
                    yield return without;
                }
            }
        }
    }

    /// <summary>Values with no longer numbers than a double holds.</summary>
    private void Validate(Document[] documents)
    {
        if (validators is null)
        {
            return;
        }

        foreach (IGrouping<YamlSchema?, Document> group in documents.Where(d => d.Schema is not null).GroupBy(d => d.Schema))
        {
            (Document Document, string Value)[] values = [.. group.SelectMany(d => d.Values.Select(v => (d, v)))];
            (Document Document, string Value)[] short_ = [.. values.Where(v => !LongNumber().IsMatch(v.Value))];
            var judge = new Judge(validators);
            JsonNode? schema = JsonNode.Parse(group.Key!.Text);
            OracleAnswer answer = validators.Decide(schema, group.Key.Dialect, short_.Select(v => v.Value));
            answer = answer.Error is null ? answer : judge.Rescue(schema, group.Key.Dialect, [.. short_.Select(v => v.Value)])?.Answer ?? answer;
            int asked = 0;
            for (int i = 0; i < short_.Length; i++)
            {
                asked += answer.Ajv is null && answer.Hyperjump is null ? 0 : 1;
                if ((answer.Ajv?[i] == false || answer.Hyperjump?[i] == false) && judge.Explain(schema, group.Key.Dialect, short_[i].Value, true) is null)
                {
                    Document bad = short_[i].Document;
                    report.Add(new YamlFinding(YamlFault.Invalid, bad.Schema, bad.Options, bad.Dice, bad.Text, $"{short_[i].Value}\najv {answer.Ajv?[i]}, hyperjump {answer.Hyperjump?[i]}"));
                }
            }

            report.CountValidated(asked, values.Length - asked);
        }
    }

    /// <summary>A number of more than 15 digits, or out of the range of doubles; a long string of digits is taken for one too.</summary>
    [GeneratedRegex("[0-9.]{16}|[eE][+-]?[0-9]{3}")]
    private static partial Regex LongNumber();

    private sealed record Document(YamlSchema? Schema, Constraint? Checker, YamlOptions Options, string Dice, string Text, string? Printed)
    {
        /// <summary>What was read.</summary>
        public IReadOnlyList<string> Values { get; set; } = [];
    }
}
