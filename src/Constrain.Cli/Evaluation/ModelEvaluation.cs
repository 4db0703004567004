// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Security.Cryptography;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Evaluation;

/// <summary>Evaluates one loaded model.</summary>
internal static class ModelEvaluation
{
    /// <summary>Has it write all documents, or as many as there is time for, and scores them.</summary>
    public static EvaluatedModel Run(
        string name,
        LlamaModel model,
        LlamaContextOptions context,
        Evaluator evaluator,
        IReadOnlyList<PreparedCase> cases,
        Action<int> progress,
        CancellationToken cancellation)
    {
        // First, so that Ctrl-C does not have to wait for it.
        string hash = HashOf(model.Path);
        IReadOnlyList<EvaluatedDocument> documents = evaluator.Run(model, context, progress, cancellation);
        return new EvaluatedModel(
            name,
            hash,
            model.Description,
            model.Runtime.Version,
            documents,
            RowBuilder.Rows(name, cases, documents),
            LanguageCost.All(cases, text => model.Tokenize(text, addSpecial: false, parseSpecial: false).Length));
    }

    /// <summary>The names of some model files: as short as tells them apart.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> paths)
    {
        string[] files = [.. paths.Select(path => Path.GetFileName(path))];
        return files.Distinct(StringComparer.Ordinal).Count() == files.Length ? files : paths;
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
