// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Encodings.Web;
using System.Text.Json;
using Constrain.TestKit;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The official JSON Schema test suite, mandatory part and formats: nothing is accepted wrongly, and what is compiled is right.</summary>
public sealed class OfficialSuiteTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The third number is how many tests are right today; a schema that is refused by name counts as not right.</summary>
    [SkippableTheory]
    [InlineData("draft4", SchemaDialect.Draft4, 617)]
    [InlineData("draft6", SchemaDialect.Draft6, 838)]
    [InlineData("draft7", SchemaDialect.Draft7, 926)]
    [InlineData("draft2019-09", SchemaDialect.Draft201909, 1258)]
    [InlineData("draft2020-12", SchemaDialect.Draft202012, 1298)]
    public void Mandatory_NoVerdictIsWrong(string draft, SchemaDialect dialect, int right)
    {
        (int passed, _, List<string> wrong) = Run(path => IsMandatory(path, draft), dialect, FormatHandling.Annotate);
        Assert.Empty(wrong);
        Assert.Equal(right, passed);
    }

    /// <summary>The third number is how many tests are right today, the fourth how many there are.</summary>
    [SkippableTheory]
    [InlineData("draft4", SchemaDialect.Draft4, 219, 219)]
    [InlineData("draft6", SchemaDialect.Draft6, 325, 325)]
    [InlineData("draft7", SchemaDialect.Draft7, 676, 676)]
    [InlineData("draft2019-09", SchemaDialect.Draft201909, 757, 757)]
    [InlineData("draft2020-12", SchemaDialect.Draft202012, 764, 764)]
    public void Formats_NoVerdictIsWrong(string draft, SchemaDialect dialect, int right, int all)
    {
        (int passed, int total, List<string> wrong) = Run(
            path => path.Contains($"tests/{draft}/optional/format/", StringComparison.Ordinal), dialect, FormatHandling.Assert);

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal((right, all), (passed, total));
    }

    private static (int Passed, int Total, List<string> Wrong) Run(Func<string, bool> isChosen, SchemaDialect dialect, FormatHandling formats)
    {
        IReadOnlyList<(string Path, string Text)>? suite = SharedArchives.Read(SharedArchives.OfficialSuite);
        Skip.If(suite is null, SharedArchives.Missing);
        Func<Uri, string?> resolve = OfficialSuite.Documents(suite);
        var wrong = new List<string>();
        int passed = 0;
        int total = 0;
        foreach ((string path, string text) in suite.Where(f => isChosen(f.Path)))
        {
            using JsonDocument document = JsonDocument.Parse(text);
            foreach (JsonElement group in document.RootElement.EnumerateArray())
            {
                total += group.GetProperty("tests").GetArrayLength();
                if (!TryCompile(group.GetProperty("schema").GetRawText(), dialect, formats, path, resolve, out Constraint? constraint))
                {
                    continue;
                }

                foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                {
                    bool accepted = constraint?.Check(JsonSerializer.Serialize(test.GetProperty("data"), Plain)).IsAccepted ?? false;
                    if (accepted == test.GetProperty("valid").GetBoolean())
                    {
                        passed++;
                    }
                    else
                    {
                        wrong.Add($"{path}: {group.GetProperty("description")}: {test.GetProperty("description")}");
                    }
                }
            }
        }

        return (passed, total, wrong);
    }

    private static bool IsMandatory(string path, string draft) =>
        path.Contains($"tests/{draft}/", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal) && !path.Contains("/optional/", StringComparison.Ordinal);

    private static bool TryCompile(
        string schema, SchemaDialect dialect, FormatHandling formats, string path, Func<Uri, string?> resolve, out Constraint? constraint)
    {
        constraint = null;
        try
        {
            constraint = Constraint.FromJsonSchema(schema, new JsonSchemaOptions
            {
                Dialect = dialect,
                Whitespace = JsonWhitespace.Any,
                PropertyOrder = PropertyOrder.Any,
                AnySpelling = true,
                Formats = formats,
                UnknownFormats = path.EndsWith("/unknown.json", StringComparison.Ordinal) ? UnknownFormats.Ignore : UnknownFormats.Refuse,
                Resolve = resolve,
            });
            return true;
        }
        catch (GrammarException e)
        {
            // A contradiction is a verdict: no document satisfies the schema. The rest is refused by name.
            Assert.NotEqual(GrammarError.Syntax, e.Error);
            return e.Error == GrammarError.Unsatisfiable;
        }
    }
}
