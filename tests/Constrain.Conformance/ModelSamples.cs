// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Constrain.LlamaCpp;
using Constrain.TestKit;

namespace Constrain.Conformance;

/// <summary>Documents that a real model generates under real schemas, written down with their schemas for an independent validator.</summary>
internal static class ModelSamples
{
    private const int Schemas = 50;
    private const int DocumentsPerSchema = 20;
    private const int MaxTokens = 400;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The tiny model in the repository.</summary>
    public static string EmbeddedModel { get; } = Path.Combine(Root(), "examples", "tiny-model", "constrain-tiny.gguf");

    /// <summary>Takes schemas evenly from the MaskBench part, those that are refused by name left out.</summary>
    public static int Write(string output, string modelPath)
    {
        if (SharedArchives.Read(SharedArchives.MaskBench) is not { } files)
        {
            Console.Error.WriteLine("sample " + SharedArchives.Missing);
            return 1;
        }

        using LlamaModel model = LlamaModel.Load(modelPath);
        using var generator = new Generator(model, new LlamaContextOptions { ContextLength = 1024 });
        using var writer = new StreamWriter(output);
        int written = 0;
        int closed = 0;
        foreach ((string id, string schema, Constraint constraint) in Compiled(files).Take(Schemas))
        {
            for (int i = 0; i < DocumentsPerSchema; i++)
            {
                var options = new GenerationOptions { MaxTokens = MaxTokens, Sampling = new SamplingOptions { Seed = (uint)i } };
                GenerationResult result = generator.Generate("Write a document.", constraint, options);
                closed += result.FinishReason == FinishReason.ClosedByBudget ? 1 : 0;
                writer.WriteLine(new JsonObject { ["id"] = id, ["schema"] = JsonNode.Parse(schema), ["text"] = result.Text }.ToJsonString(Plain));
                written++;
            }

            Console.Error.Write($"\r{written} documents");
        }

        Console.Error.WriteLine($", {closed} of them closed by the budget of {MaxTokens} tokens");
        return 0;
    }

    private static IEnumerable<(string Id, string Schema, Constraint Constraint)> Compiled(IReadOnlyList<(string Path, string Text)> files)
    {
        int stride = Math.Max(1, files.Count / (Schemas * 2));
        for (int i = 0; i < files.Count; i += stride)
        {
            string schema = JsonNode.Parse(files[i].Text)!["schema"]!.ToJsonString(Plain);
            if (TryCompile(schema) is { } constraint && constraint.MinimumBytes <= MaxTokens)
            {
                yield return (files[i].Path, schema, constraint);
            }
        }
    }

    private static Constraint? TryCompile(string schema)
    {
        try
        {
            return Constraint.FromJsonSchema(schema);
        }
        catch (GrammarException)
        {
            return null;
        }
    }

    private static string Root([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
