// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Constrain.Frontends.Yaml;
using Constrain.TestKit.Differential;
using Constrain.TestKit.Yaml;
using FsCheck.Xunit;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Constrain.Tests.Frontends.Yaml;

/// <summary>Whatever is JSON can be written in the subset, and what others write in it is accepted.</summary>
public sealed class YamlCompletenessLaws
{
    private static readonly Lazy<Constraint[]> Any = new(() => [.. YamlVariants.All.Select(o => Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = o }))]);

    private static readonly ISerializer Flush = new SerializerBuilder().WithQuotingNecessaryStrings(true).Build();
    private static readonly ISerializer Indented = new SerializerBuilder().WithQuotingNecessaryStrings(true).WithIndentedSequences().Build();

    [Property(MaxTest = 150)]
    public void Value_PrintedInAnyVariant_IsAccepted(int seed)
    {
        var random = new Random(seed);
        string json = YamlValues.Next(random)?.ToJsonString() ?? "null";
        for (int i = random.Next(8); i < YamlVariants.All.Count; i += 8)
        {
            string text = YamlText.FromJson(json, YamlVariants.All[i]);
            TextCheck check = Any.Value[i].Check(text);
            Assert.True(check.IsAccepted, $"{YamlVariants.Show(YamlVariants.All[i])}: at byte {check.Offset} {check.Reason}\n{json}\n{text}");
        }
    }

    [Property(MaxTest = 100)]
    public void Stream_OfPrintedValues_IsAccepted(int seed)
    {
        var random = new Random(seed);
        var options = new YamlOptions { IsStream = true };
        string text = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => YamlText.FromJson(YamlValues.Next(random)?.ToJsonString() ?? "null", options)));
        TextCheck check = Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = options }).Check(text);
        Assert.True(check.IsAccepted, $"at byte {check.Offset} {check.Reason}\n{text}");
    }

    /// <summary>A value printed in one variant is accepted under its own schema, <c>const</c>, too: in all styles at once.</summary>
    [Property(MaxTest = 60)]
    public void Value_Printed_IsAcceptedByItsConst(int seed)
    {
        var random = new Random(seed);
        JsonNode? value = YamlValues.Next(random);
        YamlOptions options = random.Any(YamlVariants.All);
        string text = YamlText.FromJson(value?.ToJsonString() ?? "null", options);
        var constraint = Constraint.FromJsonSchema(new JsonObject { ["const"] = value }.ToJsonString(), new JsonSchemaOptions { Yaml = options, PropertyOrder = PropertyOrder.Any });
        TextCheck check = constraint.Check(text);
        Assert.True(check.IsAccepted, $"{YamlVariants.Show(options)}: at byte {check.Offset} {check.Reason}\n{text}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SerializerOutput_InsideTheSubset_IsAccepted(bool indented)
    {
        ISerializer serializer = indented ? Indented : Flush;
        var constraint = Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = new YamlOptions { IndentSequences = indented } });
        const int Values = 2000;
        int inside = 0;
        for (int seed = 0; seed < Values; seed++)
        {
            string text = serializer.Serialize(Plain(new Random(seed), 4)!).ReplaceLineEndings("\n");
            if (!IsRead(text) || !IsInside(text))
            {
                continue;
            }

            inside++;
            TextCheck check = constraint.Check(text);
            Assert.True(check.IsAccepted, $"at byte {check.Offset} {check.Reason}\n{text}");
        }

        Assert.True(inside > Values / 2, $"only {inside} of {Values} are inside the subset");
    }

    /// <summary>Objects of the kinds that a program hands to a serializer; strings are half of the harmless kind.</summary>
    private static object? Plain(Random random, int depth)
    {
        switch (random.Next(depth > 0 ? 8 : 4))
        {
            case 0:
                return random.OneIn(2);
            case 1:
                return random.OneIn(2) ? random.Next(-1000, 1000) : random.Next(-1000, 1000) / 8.0;
            case 2 or 3:
                return Text(random);
            case 4 or 5:
                return Enumerable.Range(0, random.Next(4)).Select(_ => Plain(random, depth - 1)).ToList();
            default:
                var members = new Dictionary<string, object?>();
                for (int i = random.Next(4); i > 0; i--)
                {
                    members[Text(random)] = Plain(random, depth - 1);
                }

                return members;
        }
    }

    private static string Text(Random random) => random.OneIn(8) ? YamlValues.Text(random) : random.Any(["name", "a b", "kebab-case", "C#", "a/b", "yes", "x: y", "1", "é", "it's", "true", "v1.2", "a\"b"]);

    /// <summary>The serializer writes keys that end with a tab as they stand, and values that it cannot read itself.</summary>
    private static bool IsRead(string text) => !text.Contains('\t', StringComparison.Ordinal) && CoreSchemaReader.Read(text).Documents is not null;

    /// <summary>
    /// What the subset says of scalars: those without quotes are words of JSON or strings that may be plain, those in quotes have
    /// its escapes alone, keys are not quoted in vain or singly and have their colon behind them, and none is folded. Collections with something in them are blocks.
    /// </summary>
    private static bool IsInside(string text)
    {
        var parser = new Parser(new StringReader(text));
        var isMapping = new Stack<(bool Mapping, bool AtKey)>();
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case DocumentStart { IsImplicit: false } or DocumentEnd { IsImplicit: false }:
                    return false;
                case NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false }:
                    return false;
                case SequenceStart or MappingStart:
                    AdvanceKey(isMapping);
                    isMapping.Push((parser.Current is MappingStart, true));
                    break;
                case SequenceEnd or MappingEnd:
                    isMapping.Pop();
                    break;
                case Scalar scalar:
                    bool isKey = AdvanceKey(isMapping);
                    string raw = text[(int)scalar.Start.Index..(int)scalar.End.Index];
                    if (!IsInside(scalar, raw, isKey) || (isKey && text[(int)scalar.End.Index] != ':'))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private static bool AdvanceKey(Stack<(bool Mapping, bool AtKey)> open)
    {
        if (!open.TryPop(out (bool Mapping, bool AtKey) top))
        {
            return false;
        }

        open.Push((top.Mapping, !top.AtKey));
        return top is { Mapping: true, AtKey: true };
    }

    private static bool IsInside(Scalar scalar, string raw, bool isKey) => scalar.Style switch
    {
        ScalarStyle.Plain when isKey => YamlStrings.IsPlainKey(raw),
        ScalarStyle.Plain => IsJsonWord(raw) || YamlStrings.IsPlain(raw),
        ScalarStyle.SingleQuoted => !isKey && YamlStrings.IsSingleQuoted(scalar.Value) && !raw.Contains('\n', StringComparison.Ordinal),

        // As the library would escape it.
        ScalarStyle.DoubleQuoted => (!isKey || !YamlStrings.IsPlainKey(scalar.Value)) && raw == YamlText.FromJson(JsonValue.Create(scalar.Value).ToJsonString(), new YamlOptions { ScalarStyles = YamlScalarStyles.DoubleQuoted }).TrimEnd('\n'),
        _ => false,
    };

    private static bool IsJsonWord(string raw) => raw is "true" or "false" or "null" || Regex.IsMatch(raw, @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z");
}
