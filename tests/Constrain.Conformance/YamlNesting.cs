// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using System.Text.Json;
using Constrain.LlamaCpp;
using Constrain.TestKit;
using Constrain.TestKit.MaskBench;
using Constrain.TestKit.Yaml;

namespace Constrain.Conformance;

/// <summary>The valid instances of the MaskBench part with the most nesting: accepted as YAML, and what they cost in bytes and tokens.</summary>
internal static class YamlNesting
{
    private const int Instances = 100;

    private static readonly string[] Vocabularies = ["gpt-2", "llama-bpe", "phi-3", "qwen2"];
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1024 };

    /// <returns>0 when all are accepted, 1 when one is not, or when the shared data is missing.</returns>
    public static int Execute()
    {
        if (MaskBenchCorpus.Shared() is not { } corpus)
        {
            Console.Error.WriteLine("yaml-nesting " + SharedArchives.Missing);
            return 1;
        }

        Instance[] instances = [.. corpus.Names.SelectMany(name => Valid(corpus.Read(name))).OrderByDescending(i => i.Depth).ThenBy(i => i.File.Id, StringComparer.Ordinal).ThenBy(i => i.Number).Take(Instances)];
        int problems = Accept(instances);
        Console.WriteLine($"{instances.Length} instances of {instances.DistinctBy(i => i.File.Id).Count()} files, {instances[^1].Depth} to {instances[0].Depth} levels deep");
        Console.WriteLine();
        Cost(instances);
        return problems == 0 ? 0 : 1;
    }

    private static IEnumerable<Instance> Valid(MaskBenchFile file)
    {
        foreach ((int number, MaskBenchInstance instance) in file.Instances.Index().Where(i => i.Item.Valid))
        {
            using var value = JsonDocument.Parse(instance.Utf8, Deep);
            string json = Encoding.UTF8.GetString(instance.Utf8.Span);
            yield return new Instance(file, number, json, JsonLayout.Depth(value.RootElement));
        }
    }

    private static int Accept(Instance[] instances)
    {
        int problems = 0, free = 0, accepted = 0, refused = 0, invalid = 0;
        var any = Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = new YamlOptions() });
        foreach (Instance instance in instances)
        {
            string yaml = YamlText.FromJson(instance.Json);
            YamlReading reading = CoreSchemaReader.Read(yaml);
            if (!SameJson.IsRead([instance.Json], reading))
            {
                problems++;
                Console.WriteLine($"{instance}: read as {reading}");
            }

            TextCheck check = any.Check(yaml);
            free += check.IsAccepted ? 1 : 0;
            problems += Report(instance, "without a schema", check);
            try
            {
                // Most files leave the draft and unknown formats to the reader.
                var checker = Constraint.FromJsonSchema(instance.File.Schema, Options(null));
                if (!checker.Check(instance.Json).IsAccepted)
                {
                    invalid++;
                    continue;
                }

                check = Constraint.FromJsonSchema(instance.File.Schema, Options(new YamlOptions())).Check(yaml);
                accepted += check.IsAccepted ? 1 : 0;
                problems += Report(instance, "with its schema", check);
            }
            catch (GrammarException e)
            {
                refused++;
                Console.WriteLine($"{instance}: schema refused: {e.Construct ?? e.Problem}");
            }
        }

        Console.WriteLine($"without a schema {free} of {instances.Length} accepted; with theirs {accepted}, {refused} schemas refused, {invalid} instances invalid as JSON too");
        return problems;
    }

    private static JsonSchemaOptions Options(YamlOptions? yaml) => new()
    {
        Yaml = yaml,
        PropertyOrder = PropertyOrder.Any,
        UnknownFormats = UnknownFormats.Ignore,
        Whitespace = JsonWhitespace.Any,
        AnySpelling = yaml is null,
    };

    private static int Report(Instance instance, string how, TextCheck check)
    {
        if (!check.IsAccepted)
        {
            Console.WriteLine($"{instance}: refused {how} at byte {check.Offset}: {check.Reason}");
        }

        return check.IsAccepted ? 0 : 1;
    }

    private static void Cost(Instance[] instances)
    {
        (string Name, Func<string, string> Write)[] forms =
            [("compact JSON", JsonLayout.Compact), ("natural JSON", json => json), ("pretty JSON", JsonLayout.Pretty), ("YAML", json => YamlText.FromJson(json))];
        Row("", [.. forms.Select(f => f.Name), .. forms.SkipLast(1).Select(f => "saved, " + f.Name)]);
        Row("bytes", [.. Numbers([.. forms.Select(f => instances.Sum(i => (long)Encoding.UTF8.GetByteCount(f.Write(i.Json))))])]);
        foreach (string name in Vocabularies)
        {
            if (SharedData.Find($"vocab/ggml-vocab-{name}.gguf") is not { } path)
            {
                continue;
            }

            using LlamaModel model = LlamaModel.Load(path, new LlamaModelOptions { VocabularyOnly = true });
            long[] tokens = [.. forms.Select(f => instances.Sum(i => (long)model.Tokenize(f.Write(i.Json), addSpecial: false, parseSpecial: false).Length))];
            Row("tokens, " + name, [.. Numbers(tokens)]);
        }
    }

    /// <summary>The totals, and what the last saves against each of the others.</summary>
    private static IEnumerable<string> Numbers(long[] totals) =>
    [
        .. totals.Select(t => t.ToString(CultureInfo.InvariantCulture)),
        .. totals.SkipLast(1).Select(t => (1 - ((double)totals[^1] / t)).ToString("P1", CultureInfo.InvariantCulture)),
    ];

    private static void Row(string name, string[] cells) => Console.WriteLine($"{name,-18}{string.Concat(cells.Select(c => c.PadLeft(21)))}");

    private sealed record Instance(MaskBenchFile File, int Number, string Json, int Depth)
    {
        public override string ToString() => $"{File.Id}, instance {Number}, {Depth} levels";
    }
}
