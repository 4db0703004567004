// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using System.Text.Json;
using Constrain.Frontends.JsonSchema;
using Constrain.TestKit.MaskBench;

namespace Constrain.TestKit.Support;

/// <summary>The published table of what is supported, <c>src/Constrain/Frontends/JsonSchema/SUPPORT.md</c>: made by a program, so that it is true.</summary>
public static class SupportTable
{
    /// <summary>The file, from the root of the repository.</summary>
    public const string Path = "src/Constrain/Frontends/JsonSchema/SUPPORT.md";

    private const string Measured = "MaskBench as a whole: ";

    private static readonly (SchemaDialect Dialect, string Name, string Folder)[] Drafts =
    [
        (SchemaDialect.Draft4, "4", "draft4"),
        (SchemaDialect.Draft6, "6", "draft6"),
        (SchemaDialect.Draft7, "7", "draft7"),
        (SchemaDialect.Draft201909, "2019-09", "draft2019-09"),
        (SchemaDialect.Draft202012, "2020-12", "draft2020-12"),
    ];

    /// <summary>The rows of the keywords without the share of MaskBench: what needs no data.</summary>
    public static IReadOnlyList<string> KeywordRows() => [.. NamesOfKeywords().Select(RowOf)];

    /// <summary>The names of all keywords, in the order of the table.</summary>
    public static IReadOnlyList<string> NamesOfKeywords() => [.. Enum.GetValues<Keyword>().Where(k => k != Keyword.Unknown).Select(Keywords.NameOf)];

    /// <summary>Whether there are notes on words that are no keywords; for the check of the notes.</summary>
    public static IReadOnlyList<string> NotesOnNothing() => [.. KeywordNotes.Names.Where(n => Keywords.Find(n) == Keyword.Unknown)];

    /// <summary>The file.</summary>
    /// <param name="corpus">The schemas of MaskBench.</param>
    /// <param name="suite">The files of the official suite.</param>
    /// <param name="measured">The sentence on MaskBench as a whole, which takes minutes to measure.</param>
    public static string Build(MaskBenchCorpus corpus, IReadOnlyList<(string Path, string Text)> suite, string measured)
    {
        var text = new StringBuilder();
        text.Append("""
            # What of JSON Schema is supported

            Made by `dotnet run --project tests/Constrain.Conformance -- support`, and held to by a test. *Enforced*: a document that is
            generated or accepted satisfies the keyword, exactly. *Remark*: it restricts nothing, by the specification. Nothing else is
            silently ignored: what cannot be honoured is refused with its place. The last column is the share of the MaskBench schemas
            (the 2,261 of the part that is tested on) that use the keyword where it counts.

            | keyword | drafts | status | how | MaskBench |
            |---|---|---|---|---|

            """);
        Dictionary<string, int> uses = UsesIn(corpus);
        foreach (string name in NamesOfKeywords())
        {
            text.Append(RowOf(name)).Append(' ').Append(Share(uses.GetValueOrDefault(name), corpus.Names.Count)).Append(" |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"""

            {measured}

            ## The official test suite

            Mandatory tests, and the optional ones of formats with formats asserted. A test of a schema that is refused by name counts as refused.

            | draft | mandatory: right | refused | wrong | formats: right | refused | wrong |
            |---|---|---|---|---|---|---|

            """);
        Func<Uri, string?> resolve = OfficialSuite.Documents(suite);
        foreach ((SchemaDialect dialect, string name, string folder) in Drafts)
        {
            string prefix = $"tests/{folder}/";
            string mandatory = SuiteRow(suite.Where(f => f.Path.Contains(prefix, StringComparison.Ordinal) && !f.Path.Contains("/optional/", StringComparison.Ordinal)), dialect, FormatHandling.Annotate, resolve);
            string formats = SuiteRow(suite.Where(f => f.Path.Contains(prefix + "optional/format/", StringComparison.Ordinal)), dialect, FormatHandling.Assert, resolve);
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {mandatory} | {formats} |\n");
        }

        return text.ToString();
    }

    /// <summary>The sentence on MaskBench as a whole in a file that was made before; empty when there is none.</summary>
    public static string MeasuredIn(string file) => file.Split('\n').FirstOrDefault(line => line.StartsWith(Measured, StringComparison.Ordinal)) ?? string.Empty;

    /// <summary>Checks every schema of MaskBench with its documents.</summary>
    /// <param name="corpus">The schemas.</param>
    /// <param name="progress">Told after every file.</param>
    public static string Measure(MaskBenchCorpus corpus, Action<int> progress)
    {
        int right = 0, refused = 0, accepted = 0, rejected = 0, done = 0;
        foreach (string name in corpus.Names)
        {
            MaskBenchFile file = corpus.Read(name);
            try
            {
                Constraint constraint = Constraint.FromJsonSchema(file.Schema, JsonSchemaOptions.ForChecking);
                bool[] verdicts = [.. file.Instances.Select(i => constraint.Check(i.Utf8.Span).IsAccepted)];
                int wrongly = file.Instances.Where((instance, i) => verdicts[i] && !instance.Valid).Count();
                int wronglyNot = file.Instances.Where((instance, i) => !verdicts[i] && instance.Valid).Count();
                accepted += wrongly > 0 ? 1 : 0;
                rejected += wronglyNot > 0 && wrongly == 0 ? 1 : 0;
                right += wrongly + wronglyNot == 0 ? 1 : 0;
            }
            catch (GrammarException e) when (e.Error != GrammarError.Unsatisfiable || file.Instances.Any(i => i.Valid))
            {
                refused++;
            }
            catch (GrammarException)
            {
                right++;
            }

            progress(++done);
        }

        int all = corpus.Names.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Measured}{right:N0} of {all:N0} schemas ({100.0 * right / all:F1} %) compile with all their valid documents accepted and all invalid ones rejected; {refused:N0} are refused by name, {rejected:N0} reject a document that is marked valid, {accepted:N0} accept one that is marked invalid.");
    }

    private static string RowOf(string name)
    {
        Keyword keyword = Keywords.Find(name);
        SchemaDialect[] dialects = [.. Enum.GetValues<SchemaDialect>().Where(d => Dialect.Of(d).StatusOf(keyword) != KeywordStatus.Unknown)];
        KeywordStatus[] statuses = [.. dialects.Select(d => Dialect.Of(d).StatusOf(keyword)).Distinct()];
        string status = string.Join(", ", statuses.Select(s => s == KeywordStatus.Annotation ? "remark" : s.ToString().ToLowerInvariant()));
        return $"| `{name}` | {DraftsOf(dialects)} | {status} | {KeywordNotes.Of(name)} |";
    }

    private static string DraftsOf(SchemaDialect[] dialects)
    {
        string[] drafts = [.. Drafts.Where(d => dialects.Contains(d.Dialect)).Select(d => d.Name)];
        string span = drafts.Length == Drafts.Length ? "all" : drafts.Length > 1 ? $"{drafts[0]} to {drafts[^1]}" : string.Concat(drafts);
        string openApi = dialects.Contains(SchemaDialect.OpenApi30) ? "OpenAPI 3.0" : string.Empty;
        return span.Length == 0 ? openApi : openApi.Length == 0 ? span : $"{span}, {openApi}";
    }

    private static string Share(int count, int all) => count == 0 ? "–"
        : count * 1000 < all ? "< 0.1 %"
        : (100.0 * count / all).ToString("F1", CultureInfo.InvariantCulture) + " %";

    private static Dictionary<string, int> UsesIn(MaskBenchCorpus corpus)
    {
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        var options = new JsonSchemaOptions { UnknownFormats = UnknownFormats.Ignore };
        foreach (string file in corpus.Names)
        {
            IEnumerable<string> names;
            try
            {
                names = Constraint.InspectJsonSchema(corpus.Read(file).Schema, options).Where(u => u.Status != KeywordStatus.Unknown).Select(u => u.Keyword);
            }
            catch (GrammarException)
            {
                // No schema of its draft.
                continue;
            }

            foreach (string name in names.Distinct())
            {
                uses[name] = uses.GetValueOrDefault(name) + 1;
            }
        }

        return uses;
    }

    private static string SuiteRow(IEnumerable<(string Path, string Text)> files, SchemaDialect dialect, FormatHandling formats, Func<Uri, string?> resolve)
    {
        int right = 0, refused = 0, wrong = 0;
        foreach ((string path, string text) in files)
        {
            using JsonDocument document = JsonDocument.Parse(text);
            foreach (JsonElement group in document.RootElement.EnumerateArray())
            {
                JsonElement tests = group.GetProperty("tests");
                Constraint? constraint = null;
                try
                {
                    constraint = Constraint.FromJsonSchema(group.GetProperty("schema").GetRawText(), new JsonSchemaOptions
                    {
                        Dialect = dialect,
                        Whitespace = JsonWhitespace.Any,
                        PropertyOrder = PropertyOrder.Any,
                        AnySpelling = true,
                        Formats = formats,
                        UnknownFormats = path.EndsWith("/unknown.json", StringComparison.Ordinal) ? UnknownFormats.Ignore : UnknownFormats.Refuse,
                        Resolve = resolve,
                    });
                }
                catch (GrammarException e) when (e.Error != GrammarError.Unsatisfiable)
                {
                    refused += tests.GetArrayLength();
                    continue;
                }
                catch (GrammarException)
                {
                    // No document satisfies it: a verdict on every one.
                }

                foreach (JsonElement test in tests.EnumerateArray())
                {
                    bool isRight = (constraint?.Check(Encoding.UTF8.GetBytes(test.GetProperty("data").GetRawText())).IsAccepted ?? false) == test.GetProperty("valid").GetBoolean();
                    right += isRight ? 1 : 0;
                    wrong += isRight ? 0 : 1;
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{right:N0} | {refused:N0} | {wrong:N0}");
    }
}
