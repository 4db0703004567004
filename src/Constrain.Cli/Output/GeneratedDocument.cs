// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Output;

/// <summary>Prints what <c>constrain generate</c> made.</summary>
/// <param name="Result">What the model wrote.</param>
/// <param name="Yaml">How the text is written as YAML; null where it is not.</param>
/// <param name="Model">The model's file.</param>
/// <param name="Description">What the model says of itself.</param>
/// <param name="Loading">How long it took to load.</param>
internal sealed record GeneratedDocument(GenerationResult Result, YamlOptions? Yaml, string Model, string Description, TimeSpan Loading)
{
    public void Write(CliHost host, bool asJson)
    {
        if (Result.FinishReason == FinishReason.ClosedByBudget)
        {
            host.Note("the token limit came near, so the document was closed; --max-tokens sets the limit");
        }

        if (asJson || Yaml is null)
        {
            host.Out.WriteLine(asJson ? Json.Line(WriteJson) : Result.Text);
        }
        else
        {
            // Every document of YAML ends with a line break.
            host.Out.Write(Result.Text);
        }

        if (host.ErrorIsTerminal)
        {
            TimeSpan time = Result.GenerationTime;
            host.Note(FormattableString.Invariant(
                $"{Result.Tokens.Count} tokens in {time.TotalSeconds:0.00} s ({Result.Tokens.Count / Math.Max(time.TotalSeconds, 1e-6):0} a second), seed {Result.Seed}"));
        }
    }

    private void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteString("text", Result.Text);
        writer.WritePropertyName("document");
        if (Json.TryParse(Value) is JsonDocument document)
        {
            using (document)
            {
                document.RootElement.WriteTo(writer);
            }
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteString("finishReason", Result.FinishReason == FinishReason.Stop ? "stop" : "closedByBudget");
        writer.WriteNumber("seed", Result.Seed);
        writer.WriteNumber("tokens", Result.Tokens.Count);
        writer.WriteNumber("promptTokens", Result.PromptTokens);
        writer.WriteStartObject("times");
        writer.WriteNumber("loadMs", Milliseconds(Loading));
        writer.WriteNumber("promptMs", Milliseconds(Result.PromptTime));
        writer.WriteNumber("generationMs", Milliseconds(Result.GenerationTime));
        writer.WriteEndObject();
        writer.WriteStartObject("model");
        writer.WriteString("path", Model);
        writer.WriteString("description", Description);
        writer.WriteEndObject();
    }

    /// <summary>The JSON that the text is, or says as YAML; of a stream, an array, however many documents it has.</summary>
    private string Value => Yaml is null ? Result.Text
        : Yaml.IsStream ? $"[{string.Join(',', YamlText.Read(Result.Text).Select(document => document.Json))}]"
        : YamlText.ToJson(Result.Text);

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}
