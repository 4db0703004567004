// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Constrain.Texts;

/// <content>What scalars mean: by their tag, or else by the core schema.</content>
internal sealed partial class YamlReader
{
    private const string CoreTags = "tag:yaml.org,2002:";

    /// <summary>Writes the JSON of a scalar.</summary>
    private void Write(Scalar scalar)
    {
        PlainMeaning meaning = MeaningOf(scalar);
        if (meaning == PlainMeaning.String)
        {
            _json.String(scalar.Value);
            return;
        }

        if (meaning == PlainMeaning.NotFinite)
        {
            throw Refuse(scalar, "JSON has no such number", scalar.Value, "write a finite number, or a string in quotes");
        }

        if (meaning is PlainMeaning.Integer && scalar.Value is ['0', 'x' or 'o', ..] && scalar.Value.Length - 2 > CoreSchema.MaxBaseDigits)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"the number has more than {CoreSchema.MaxBaseDigits} digits that are not decimal", At(scalar.Start), hint: "write it in decimal");
        }

        _json.Raw(meaning switch
        {
            PlainMeaning.Null => "null",
            PlainMeaning.True => "true",
            PlainMeaning.False => "false",
            _ => CoreSchema.Number(scalar.Value),
        });
    }

    /// <summary>The name that a key is.</summary>
    private string NameOf(ParsingEvent key)
    {
        switch (key)
        {
            case AnchorAlias alias:
                return AnchorOf(alias).Text ?? throw Refuse(key, "the key stands for something that is no string", alias.Value.Value, "JSON has only strings for names: write the key out");
            case Scalar { Tag.IsEmpty: true, Style: ScalarStyle.Plain, Value: "<<" }:
                throw Refuse(key, "a merge key is no part of YAML 1.2", "<<", "write the members out, or put the key in quotes if it is meant as it stands");
            case Scalar scalar when MeaningOf(scalar) is var meaning:
                return meaning == PlainMeaning.String ? scalar.Value : throw Refuse(
                    key, $"the key is {Described(meaning)}, and JSON has only strings for names", scalar.Value, $"put it in quotes: \"{scalar.Value}\"");
            default:
                throw Refuse(key, $"the key is a {(key is MappingStart ? "mapping" : "sequence")}, and JSON has only strings for names", "?", "use a string, or a sequence of pairs");
        }
    }

    private static PlainMeaning MeaningOf(Scalar scalar)
    {
        PlainMeaning plain = CoreSchema.Of(scalar.Value);
        if (scalar.Tag.IsEmpty)
        {
            return scalar.Style == ScalarStyle.Plain ? plain : PlainMeaning.String;
        }

        // "!" alone says that a plain scalar is a string after all.
        string tag = scalar.Tag.Value;
        bool isRight = tag switch
        {
            "!" or CoreTags + "str" => true,
            CoreTags + "null" => plain == PlainMeaning.Null,
            CoreTags + "bool" => plain is PlainMeaning.True or PlainMeaning.False,
            CoreTags + "int" => plain == PlainMeaning.Integer,
            CoreTags + "float" => plain is PlainMeaning.Integer or PlainMeaning.Float or PlainMeaning.NotFinite,
            CoreTags + "map" or CoreTags + "seq" => false,
            _ => throw UnknownTag(scalar, tag),
        };
        return !isRight ? throw WrongTag(scalar, tag)
            : tag is "!" or CoreTags + "str" ? PlainMeaning.String
            : plain;
    }

    private static void CheckTag(NodeEvent node, string kind)
    {
        if (node.Tag.IsEmpty || node.Tag.Value is "!" || node.Tag.Value == CoreTags + kind)
        {
            return;
        }

        string tag = node.Tag.Value;
        throw tag is CoreTags + "str" or CoreTags + "null" or CoreTags + "bool" or CoreTags + "int" or CoreTags + "float" or CoreTags + "map" or CoreTags + "seq"
            ? WrongTag(node, tag)
            : UnknownTag(node, tag);
    }

    private static GrammarException UnknownTag(NodeEvent node, string tag) => Refuse(
        node, $"the tag {Written(tag)} is not of the core schema", Written(tag), "remove it, or use !!str, !!int, !!float, !!bool, !!null, !!map or !!seq");

    private static GrammarException WrongTag(NodeEvent node, string tag) => new(
        GrammarError.Syntax, $"the value is not what its tag {Written(tag)} says", At(node.Start), Written(tag), "correct the value, or remove the tag");

    private static string Written(string tag) => tag.StartsWith(CoreTags, StringComparison.Ordinal) ? "!!" + tag[CoreTags.Length..] : tag;

    private static string Described(PlainMeaning meaning) => meaning switch
    {
        PlainMeaning.Null => "null",
        PlainMeaning.True or PlainMeaning.False => "a truth value",
        _ => "a number",
    };

    private static GrammarException Refuse(ParsingEvent read, string problem, string construct, string hint) =>
        new(GrammarError.Unsupported, problem, At(read.Start), construct, hint);
}
