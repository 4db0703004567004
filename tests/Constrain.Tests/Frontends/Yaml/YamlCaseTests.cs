// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Constrain.TestKit;
using Constrain.TestKit.Yaml;

namespace Constrain.Tests.Frontends.Yaml;

/// <summary>The strings that YAML is known for: each is written so that all parsers read it, and never without quotes where one does not.</summary>
public sealed class YamlCaseTests(NpmParsers npm) : IClassFixture<NpmParsers>
{
    private const int Levels = 1000;

    private static readonly JsonSchemaOptions Yaml = new() { Yaml = new YamlOptions() };

    public static TheoryData<string, string> Strings => new()
    {
        { "Norway", "NO" },
        { "Norway, small", "no" },
        { "truth values", "yes" },
        { "truth values of one letter", "y" },
        { "octals of 1.1", "0755" },
        { "octals of 1.2", "0o755" },
        { "hexadecimals", "0xFF" },
        { "sexagesimals", "22:22" },
        { "sexagesimals of three", "1:02:03" },
        { "exponents", "1e3" },
        { "exponents in version numbers", "12e03" },
        { "infinities", ".inf" },
        { "what is no number", ".nan" },
        { "a point", "." },
        { "dates", "2001-01-01" },
        { "times", "2001-12-14t21:59:43.10-05:00" },
        { "null", "~" },
        { "null as a word", "null" },
        { "a dash", "-" },
        { "a dash and a space", "- a" },
        { "a question mark", "? " },
        { "a question mark and a word", "? a" },
        { "a trailing colon", "a:" },
        { "a colon and a space", "a: b" },
        { "a comment", "a # b" },
        { "a tab", "a\tb" },
        { "a tab at the end", "a\t" },
        { "a carriage return", "a\r\nb" },
        { "spaces alone", "   " },
        { "a space before", " a" },
        { "a space behind", "a " },
        { "nothing", "" },
        { "an anchor", "&a" },
        { "an alias", "*a" },
        { "a tag", "!a" },
        { "a merge key", "<<" },
        { "a document's start", "---" },
        { "a document's end", "..." },
        { "a directive", "%YAML 1.1" },
        { "a next line", "a\u0085b" },
        { "a line separator", "a\u2028b" },
        { "a byte order mark", "\ufeffa" },
        { "a control character", "\u0007" },
        { "a flow collection", "[a]" },
        { "a number with a sign", "+1" },
        { "a number with underscores", "1_000" },
    };

    [Theory]
    [MemberData(nameof(Strings))]
    public void String_ThatAParserReadsOtherwise_IsNeverPlain(string what, string value)
    {
        string schema = new JsonObject { ["const"] = new JsonArray(value, new JsonObject { [value] = value }) }.ToJsonString();
        var constraint = Constraint.FromJsonSchema(schema, Yaml);
        string canonical = YamlText.FromJson(new JsonArray(value, new JsonObject { [value] = value }).ToJsonString());
        TextCheck check = constraint.Check(canonical);
        Assert.True(check.IsAccepted, $"{what}: at byte {check.Offset}: {canonical}");

        string quoted = YamlText.FromJson(new JsonArray(value).ToJsonString(), new YamlOptions { ScalarStyles = YamlScalarStyles.DoubleQuoted })[2..^1];
        string single = value.All(c => c is >= ' ' and < '\u007f') ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'" : quoted;
        Assert.True(constraint.Check($"- {quoted}\n- {quoted}: {single}\n").IsAccepted, what);
        Assert.False(constraint.Check($"- {value}\n- {quoted}: {quoted}\n").IsAccepted, $"{what}: plain");
        Assert.False(constraint.Check($"- {quoted}\n- {value}: {quoted}\n").IsAccepted, $"{what}: a plain key");
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public void String_DrawnUnderMasks_IsReadAsItself(string what, string value)
    {
        string json = new JsonObject { [value] = value }.ToJsonString();
        var constraint = Constraint.FromJsonSchema(new JsonObject { ["const"] = JsonNode.Parse(json) }.ToJsonString(), Yaml);
        var sampler = new MaskedSampler(YamlVocabulary.Small);
        for (int i = 0; i < 12; i++)
        {
            string text = sampler.Sample(constraint, new Random(i), weighted: i % 2 == 0, (int)constraint.MinimumBytes + 40);
            Assert.All([CoreSchemaReader.Read(text), YamlDotNetReader.Read(text)], r => Assert.True(SameJson.IsRead([json], r), $"{what}: {text} {r}"));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Strings))]
    public void String_Printed_IsReadAsItselfByIndependentParsers(string what, string value)
    {
        YamlParsers parsers = npm.Require();
        string json = new JsonObject { [value] = new JsonArray(value, value) }.ToJsonString();
        parsers.Ask(Enumerable.Range(0, 8).Select(styles => YamlText.FromJson(json, new YamlOptions { ScalarStyles = (YamlScalarStyles)styles })));
        Assert.All(parsers.Answer().SelectMany(r => r), r => Assert.True(SameJson.IsRead([json], r), $"{what}: {r}"));
    }

    [Theory]
    [InlineData("é\n")]
    [InlineData("😀\n")]
    [InlineData("a😀b: 😀\n")]
    [InlineData("'😀'\n")]
    [InlineData("\"😀\"\n")]
    [InlineData("|-\n  😀\n\n  𐍈\n")]
    [InlineData("- C#\n- a:b\n- -1a\n- a'b\n- \"it's\"\n- http://a.b/c?d=e#f\n")]
    [InlineData("\u00a0\n")]
    [InlineData("1.5e+300\n")]
    [InlineData("-0.25\n")]
    public void Text_OfTheSubset_IsAccepted_AndReadAlike(string text)
    {
        Assert.True(Constraint.FromJsonSchema("true", Yaml).Check(text).IsAccepted);
        YamlReading read = CoreSchemaReader.Read(text);
        Assert.NotNull(read.Documents);
        Assert.True(SameJson.IsRead(read.Documents, YamlDotNetReader.Read(text)));
        Assert.Equal(read.Documents[0], JsonSerializer.Serialize(JsonNode.Parse(YamlText.ToJson(text)), JsonSerializerOptions.Default));
    }

    [Theory]
    [InlineData("sequences")]
    [InlineData("mappings")]
    [InlineData("both")]
    public void Nesting_OfAThousandLevels_IsAccepted_AndReadAlike(string kind)
    {
        string text = Nested(kind);
        var constraint = Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = new YamlOptions { Indent = 1 } });
        TextCheck check = constraint.Check(text);
        Assert.True(check.IsAccepted, $"at byte {check.Offset} of {text.Length}: {check.Reason}");
        YamlReading read = CoreSchemaReader.Read(text);
        Assert.Equal(Levels, read.Documents?[0].Count(c => c is '[' or '{'));
        Assert.True(SameJson.IsRead(read.Documents!, YamlDotNetReader.Read(text)), "YamlDotNet's objects");
        Assert.Equal(text, YamlText.FromJson(read.Documents![0], new YamlOptions { Indent = 1 }));
    }

    [SkippableTheory]
    [InlineData("sequences")]
    [InlineData("mappings")]
    [InlineData("both")]
    public void Nesting_OfAThousandLevels_IsReadByIndependentParsers(string kind)
    {
        YamlParsers parsers = npm.Require();
        string text = Nested(kind);
        IReadOnlyList<string> meant = CoreSchemaReader.Read(text).Documents!;
        Assert.All(parsers.Read(text), r => Assert.True(SameJson.IsRead(meant, r), r.Error));
    }

    /// <summary>Byte by byte under masks, with a mask that allows the way down and the way out at every level.</summary>
    [Theory]
    [InlineData("sequences")]
    [InlineData("mappings")]
    [InlineData("both")]
    public void Nesting_OfAThousandLevels_IsWrittenUnderMasks(string kind)
    {
        Matcher matcher = Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = new YamlOptions { Indent = 1 } }).CreateMatcher(DocumentSampler.Bytes);
        byte[] text = Encoding.UTF8.GetBytes(Nested(kind));
        for (int i = 0; i < text.Length; i++)
        {
            // A mask at every byte of half a million would test patience.
            if (i % 997 == 0 || i < 1000)
            {
                Assert.True(matcher.Mask[text[i]], $"byte {i} of {text.Length}");
            }

            Assert.True(matcher.TryAccept(text[i]), $"byte {i} of {text.Length}");
        }

        Assert.True(matcher.IsAccepting);
    }

    private static string Nested(string kind)
    {
        string json = "1";
        for (int i = 0; i < Levels; i++)
        {
            bool isArray = kind == "sequences" || (kind == "both" && i % 2 == 0);
            json = isArray ? "[" + json + "]" : "{\"a\":" + json + "}";
        }

        return YamlText.FromJson(json, new YamlOptions { Indent = 1 });
    }
}
