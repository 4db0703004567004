// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;

namespace Constrain.Benchmarks.Growth;

/// <summary><c>growth</c>: what masks cost as a vocabulary, a schema, its depth and a document grow.</summary>
internal static class GrowthCommand
{
    public static Command Create()
    {
        Option<string> folder = Arguments.Required("--vocabs", "FOLDER", "GGUF files: the vocabularies to compare.");
        Option<string> vocabulary = Arguments.Vocabulary();
        Option<int> repeat = Arguments.Number("--repeat", 3, "Measure each point N times and take the least of each step.");
        Option<bool> yaml = Arguments.Flag("--yaml", "Write the documents as YAML.");
        var command = new Command("growth", "Measure what masks cost as a vocabulary, a schema, its depth and a document grow.")
        {
            folder, vocabulary, repeat, yaml,
        };
        command.SetAction(parsed =>
            GrowthStudy.Run(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(vocabulary), parsed.GetValue(repeat), parsed.GetValue(yaml) ? new YamlOptions() : null));
        return command;
    }
}
