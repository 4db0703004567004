// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli;

/// <summary>A prompt that shows the schema.</summary>
internal static class SchemaPrompt
{
    /// <summary>The schema as compact JSON behind the prompt, as the embedded model learned to read it.</summary>
    public static string Of(string prompt, string compactSchema) => $"{prompt.TrimEnd()}\n\nSchema:\n{compactSchema}";
}
