// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Encodings.Web;
using System.Text.Json;
using Constrain.TestKit;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The official JSON Schema test suite, mandatory part: nothing is accepted wrongly, and what is compiled is right.</summary>
public sealed class OfficialSuiteTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The third number is how many tests are right today; a schema that is refused by name counts as not right.</summary>
    [SkippableTheory]
    [InlineData("draft4", SchemaDialect.Draft4, 465)]
    [InlineData("draft6", SchemaDialect.Draft6, 622)]
    [InlineData("draft7", SchemaDialect.Draft7, 674)]
    [InlineData("draft2019-09", SchemaDialect.Draft201909, 720)]
    [InlineData("draft2020-12", SchemaDialect.Draft202012, 737)]
    public void Mandatory_NoVerdictIsWrong(string draft, SchemaDialect dialect, int right)
    {
        IReadOnlyList<(string Path, string Text)>? suite = SharedArchives.Read(SharedArchives.OfficialSuite);
        Skip.If(suite is null, SharedArchives.Missing);
        var wrong = new List<string>();
        int passed = 0;
        foreach ((string path, string text) in suite.Where(f => IsMandatory(f.Path, draft)))
        {
            using JsonDocument document = JsonDocument.Parse(text);
            foreach (JsonElement group in document.RootElement.EnumerateArray())
            {
                if (!TryCompile(group.GetProperty("schema").GetRawText(), dialect, out Constraint? constraint))
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

        Assert.Empty(wrong);
        Assert.Equal(right, passed);
    }

    private static bool IsMandatory(string path, string draft) =>
        path.Contains($"tests/{draft}/", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal) && !path.Contains("/optional/", StringComparison.Ordinal);

    private static bool TryCompile(string schema, SchemaDialect dialect, out Constraint? constraint)
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
                Formats = FormatHandling.Annotate,
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
