// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>Whatever a schema says, it compiles or is refused, and so is every step after: no hang, no crash, no other error.</summary>
public sealed class HostileSchemaTests
{
    private static readonly SchemaLimits Short = new() { MaxTime = TimeSpan.FromMilliseconds(200) };

    private static readonly JsonSchemaOptions[] Options =
    [
        new() { Limits = Short },
        new() { Limits = Short, Whitespace = JsonWhitespace.Any, PropertyOrder = PropertyOrder.Any, AnySpelling = true },
    ];

    public static TheoryData<string, string> Large => new()
    {
        { "description of 5 MB", "{\"description\":\"" + new string('x', 5_000_000) + "\"}" },
        { "true, 1,000,000 times", "{\"anyOf\":[" + Join(1_000_000, _ => "true") + "]}" },
        { "500,000 numbers", "{\"enum\":[" + Join(500_000, i => $"{i}") + "]}" },
        { "100,000 strings", "{\"enum\":[" + Join(100_000, i => $"\"value {i}\"") + "]}" },
        { "20,000 constant objects", "{\"enum\":[" + Join(20_000, i => $"{{\"a\":{i}}}") + "]}" },
        { "none of 20,000 constant objects", "{\"not\":{\"enum\":[" + Join(20_000, i => $"{{\"a\":{i}}}") + "]}}" },
        { "100,000 properties", "{\"type\":\"object\",\"properties\":{" + Join(100_000, i => $"\"p{i}\":{{\"type\":\"integer\"}}") + "}}" },
        { "100,000 required", "{\"type\":\"object\",\"required\":[" + Join(100_000, i => $"\"p{i}\"") + "]}" },
        { "100,000 prefixItems", "{\"prefixItems\":[" + Join(100_000, _ => "{\"type\":\"integer\"}") + "]}" },
        { "10,000 dependentRequired", "{\"dependentRequired\":{" + Join(10_000, i => $"\"p{i}\":[\"p{i + 1}\"]") + "}}" },
        { "500 dependentSchemas", "{\"dependentSchemas\":{" + Join(500, i => $"\"p{i}\":{{\"properties\":{{\"q{i}\":{{\"type\":\"null\"}}}}}}") + "}}" },
        { "1,000 oneOf required", "{\"oneOf\":[" + Join(1000, i => $"{{\"required\":[\"p{i}\"]}}") + "]}" },
        { "1,000 oneOf patterns", "{\"oneOf\":[" + Join(1000, i => $"{{\"pattern\":\"a{i}b\"}}") + "]}" },
        { "5,000 anyOf objects", "{\"anyOf\":[" + Join(5000, i => $"{{\"type\":\"object\",\"required\":[\"p{i}\"]}}") + "]}" },
        { "1,000 allOf of anyOf", "{\"allOf\":[" + Join(1000, i => $"{{\"anyOf\":[{{\"required\":[\"p{i}\"]}},{{\"required\":[\"q{i}\"]}}]}}") + "]}" },
        { "100 allOf of if", "{\"allOf\":[" + Join(100, i => $"{{\"if\":{{\"required\":[\"a{i}\"]}},\"then\":{{\"required\":[\"b{i}\"]}}}}") + "]}" },
        { "20 allOf of oneOf of contains", "{\"allOf\":[" + Join(20, i => $"{{\"oneOf\":[{{\"contains\":{{\"const\":{i}}}}},{{\"contains\":{{\"const\":\"{i}\"}}}}]}}") + "]}" },
        { "20 contains", "{\"allOf\":[" + Join(20, i => $"{{\"contains\":{{\"const\":{i}}}}}") + "],\"maxItems\":20}" },
        { "12 patternProperties", "{\"patternProperties\":{" + Join(12, i => $"\"[ab]{{{i + 3}}}a.{{{i + 8}}}b\":{{\"minimum\":{i}}}") + "}}" },
        { "20 allOf of patternProperties", "{\"allOf\":[" + Join(20, i => $"{{\"patternProperties\":{{\"a{i}\":{{\"minimum\":{i}}}}}}}") + "]}" },
        { "200 anyOf beside unevaluatedProperties", "{\"anyOf\":[" + Join(200, i => $"{{\"properties\":{{\"p{i}\":{{}}}},\"required\":[\"p{i}\"]}}") + "],\"unevaluatedProperties\":false}" },
        { "100 patterns at once", "{\"type\":\"string\",\"allOf\":[" + Join(100, i => $"{{\"pattern\":\"a{i}b\"}}") + "]}" },
    };

    public static TheoryData<string, string> Deep => new()
    {
        { "items", Nest(510, "{\"items\":", "}") },
        { "not", Nest(510, "{\"not\":", "}") },
        { "allOf", Nest(250, "{\"allOf\":[", "]}") },
        { "oneOf", Nest(250, "{\"oneOf\":[", "]}") },
        { "if", Nest(510, "{\"if\":", "}") },
        { "else", Nest(500, "{\"if\":{\"required\":[\"x\"]},\"then\":{\"minProperties\":2},\"else\":", "}") },
        { "contains", Nest(510, "{\"contains\":", "}") },
        { "unevaluatedProperties", Nest(250, "{\"properties\":{\"a\":{}},\"unevaluatedProperties\":", "}") },
        { "references in a row", Definitions(20_000, next => $"{{\"$ref\":{next}}}", "{}") },
        { "references in a row, with more", Definitions(20_000, next => $"{{\"allOf\":[{{\"$ref\":{next}}}],\"minProperties\":1}}", "{}") },
        { "properties in a row", Definitions(20_000, next => $"{{\"type\":\"object\",\"properties\":{{\"a\":{{\"$ref\":{next}}}}},\"required\":[\"a\"]}}", "{}") },
    };

    /// <summary>Sixty definitions, each of which has the next one twice: 2⁶⁰ ways through them.</summary>
    public static TheoryData<string, string> Doubled => new()
    {
        { "allOf", Definitions(60, next => $"{{\"allOf\":[{{\"$ref\":{next}}},{{\"$ref\":{next}}}]}}", "{\"required\":[\"a\"]}") },
        { "anyOf", Definitions(60, next => $"{{\"anyOf\":[{{\"$ref\":{next}}},{{\"$ref\":{next}}}]}}", "{\"minItems\":2}") },
        { "oneOf of objects", Definitions(60, next => $"{{\"oneOf\":[{{\"$ref\":{next}}},{{\"$ref\":{next}}}]}}", "{\"required\":[\"a\"]}") },
        { "oneOf of arrays", Definitions(60, next => $"{{\"oneOf\":[{{\"$ref\":{next}}},{{\"$ref\":{next}}}]}}", "{\"minItems\":2}") },
        { "not", Definitions(60, next => $"{{\"not\":{{\"allOf\":[{{\"$ref\":{next}}},{{\"not\":{{\"$ref\":{next}}}}}]}}}}", "{\"required\":[\"a\"]}") },
        { "if", Definitions(60, next => $"{{\"if\":{{\"$ref\":{next}}},\"then\":{{\"minProperties\":1}},\"else\":{{\"$ref\":{next}}}}}", "{\"required\":[\"a\"]}") },
        { "properties", Definitions(60, next => $"{{\"type\":\"object\",\"properties\":{{\"a\":{{\"$ref\":{next}}},\"b\":{{\"$ref\":{next}}}}},\"required\":[\"a\",\"b\"]}}", "{}") },
    };

    public static TheoryData<string> Counts =>
    [
        """{"type":"array","minItems":1000000000}""",
        """{"type":"array","minItems":1000000000,"uniqueItems":true}""",
        """{"type":"array","contains":{"type":"integer"},"minContains":1000000,"uniqueItems":true}""",
        """{"type":"array","contains":{"type":"integer"},"minContains":1000000000,"maxItems":2000000000}""",
        """{"type":"array","items":{"type":"boolean"},"minItems":3,"uniqueItems":true}""",
        """{"type":"object","minProperties":1000000}""",
        """{"type":"object","minProperties":100,"propertyNames":{"pattern":"^[ab]{3}$"}}""",
        """{"type":"string","minLength":1000000,"maxLength":1000000000}""",
        """{"type":"string","pattern":"^(a|b)*a(a|b){50}$","maxLength":1000000}""",
        """{"type":"string","not":{"pattern":"^(a|b)*a(a|b){50}$"}}""",
        """{"type":"integer","allOf":[{"multipleOf":19997},{"multipleOf":19993}]}""",
        """{"type":"integer","not":{"multipleOf":19997},"maximum":1e300}""",
    ];

    [Theory]
    [MemberData(nameof(Large))]
    public void Large_CompilesOrIsRefused(string name, string schema) => Hold(name, schema);

    [Theory]
    [MemberData(nameof(Deep))]
    public void Deep_CompilesOrIsRefused(string name, string schema) => Hold(name, schema);

    [Theory]
    [MemberData(nameof(Doubled))]
    public void Doubled_CompilesOrIsRefused(string name, string schema) => Hold(name, schema);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Counts_CompileOrAreRefused(string schema) => Hold(schema, schema);

    private static void Hold(string name, string schema)
    {
        var vocabulary = Vocabulary.FromTokens([.. Enumerable.Range(0, 256).Select(i => (ReadOnlyMemory<byte>)new[] { (byte)i }), ReadOnlyMemory<byte>.Empty], [256]);
        foreach (JsonSchemaOptions options in Options)
        {
            try
            {
                Constraint constraint = Constraint.FromJsonSchema(schema, options);
                foreach (string document in (string[])["""{"a":1,"b":{}}""", """[1,[2]]""", "\"abab\"", "7"])
                {
                    constraint.Check(document);
                    Matcher matcher = constraint.CreateMatcher(vocabulary);
                    foreach (byte letter in Encoding.UTF8.GetBytes(document))
                    {
                        Assert.True(matcher.Mask.Count > 0, $"{name}: a dead end");
                        if (!matcher.TryAccept(letter))
                        {
                            break;
                        }
                    }
                }
            }
            catch (GrammarException e)
            {
                Assert.True(e.Error is GrammarError.LimitExceeded or GrammarError.Unsatisfiable, $"{name}: {e.Message[..Math.Min(e.Message.Length, 300)]}");
            }
        }
    }

    private static string Join(int count, Func<int, string> part) => string.Join(',', Enumerable.Range(0, count).Select(part));

    private static string Nest(int depth, string open, string close) =>
        string.Concat(Enumerable.Repeat(open, depth)) + "{}" + string.Concat(Enumerable.Repeat(close, depth));

    private static string Definitions(int count, Func<string, string> definition, string last) =>
        "{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + Join(count, i => $"\"d{i}\":" + definition($"\"#/$defs/d{i + 1}\"")) + $",\"d{count}\":{last}}}}}";
}
