// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Output;

namespace Constrain.Cli.Tokens.Reports;

/// <summary>A study of tokens for programs: one object in one line. Counts are sums over all documents or sentences.</summary>
internal static class TokenJson
{
    public static string Line(TokenStudy study) => Json.Line(writer =>
    {
        writer.Text("schema", study.Schema);
        writer.Text("instances", study.Instances);
        if (study.Seed is int seed)
        {
            writer.WriteNumber("seed", seed);
        }

        writer.WriteNumber("documents", study.Documents.Count);
        writer.WriteNumber("inOwnOrder", study.InOwnOrder);
        writer.WriteNumber("withAdditional", study.WithAdditional);
        writer.WriteStartArray("vocabularies");
        foreach (VocabularyCost vocabulary in study.Vocabularies)
        {
            WriteVocabulary(writer, vocabulary);
        }

        writer.WriteEndArray();
    });

    private static void WriteVocabulary(Utf8JsonWriter writer, VocabularyCost vocabulary)
    {
        writer.WriteStartObject();
        writer.Text("name", vocabulary.Name);
        writer.WriteNumber("size", vocabulary.Size);
        writer.WriteStartArray("forms");
        foreach (FormCost cost in vocabulary.Forms)
        {
            writer.WriteStartObject();
            writer.WriteString("form", cost.Form.Key);
            writer.WriteNumber("bytes", cost.Bytes);
            writer.WriteNumber("tokens", cost.Tokens);
            Number(writer, "fixed", cost.Fixed);
            Number(writer, "free", cost.Free);
            writer.WriteNumber("toCompact", Ratio(cost.Tokens, vocabulary.Forms[0].Tokens));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("languages");
        foreach (LanguageTokens language in vocabulary.Languages)
        {
            writer.WriteStartObject();
            writer.Text("language", language.Language);
            writer.WriteNumber("bytes", language.Bytes);
            writer.WriteNumber("tokens", language.Tokens);
            writer.WriteNumber("toEnglish", Ratio(language.Tokens, vocabulary.Languages[0].Tokens));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is long number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static double Ratio(double value, double of) => Math.Round(value / of, 4);
}
