// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Output;

/// <summary>Prints what <c>constrain generate</c> made.</summary>
internal sealed record GeneratedDocument(GenerationResult Result, string Model, string Description, TimeSpan Loading)
{
    public void Write(CliHost host, bool asJson)
    {
        if (Result.FinishReason == FinishReason.ClosedByBudget)
        {
            host.Note("the token limit came near, so the document was closed; --max-tokens sets the limit");
        }

        host.Out.WriteLine(asJson ? Json.Line(WriteJson) : Result.Text);
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
        if (Json.TryParse(Result.Text) is JsonDocument document)
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

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}
