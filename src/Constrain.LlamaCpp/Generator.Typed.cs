// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Constrain.LlamaCpp;

/// <content>Typed objects.</content>
public sealed partial class Generator
{
    private const string NeedsReflection = "The schema of a type is found by reflection.";

    private static readonly ConcurrentDictionary<(Type, JsonSerializerOptions, OutputFormat), Constraint> TypeConstraints = new();

    /// <summary>Generates an object: its schema constrains the model, and System.Text.Json reads the document, by way of its JSON where it is YAML.</summary>
    /// <typeparam name="T">The type; what of it is honoured stands at <see cref="TypeSchema"/>.</typeparam>
    /// <param name="prompt">What is asked of the model.</param>
    /// <param name="options">Defaults when null.</param>
    /// <param name="jsonOptions">How System.Text.Json names and reads properties; <see cref="TypeSchema.DefaultOptions"/> when null.</param>
    /// <param name="format">The notation in which the model writes; the object is the same.</param>
    /// <param name="cancellationToken">Ends the generation within one decode step.</param>
    /// <returns>The object.</returns>
    /// <exception cref="GrammarException">The type cannot be represented exactly.</exception>
    /// <exception cref="GenerationException">The budget or the context is too small for a complete document.</exception>
    /// <exception cref="LlamaException">llama.cpp failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public T GenerateTyped<T>(
        string prompt,
        GenerationOptions? options = null,
        JsonSerializerOptions? jsonOptions = null,
        OutputFormat format = OutputFormat.Json,
        CancellationToken cancellationToken = default)
    {
        jsonOptions ??= TypeSchema.DefaultOptions;
        GenerationResult result = Generate(prompt, ConstraintOf<T>(jsonOptions, format), options, cancellationToken);
        return format == OutputFormat.Yaml
            ? TypeSchema.ReadYaml<T>(result.Text, jsonOptions)
            : TypeSchema.Read<T>(Encoding.UTF8.GetBytes(result.Text), jsonOptions);
    }

    /// <inheritdoc cref="GenerateTyped"/>
    /// <remarks>Decoding is computation; it runs on a thread of the pool.</remarks>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public Task<T> GenerateTypedAsync<T>(
        string prompt,
        GenerationOptions? options = null,
        JsonSerializerOptions? jsonOptions = null,
        OutputFormat format = OutputFormat.Json,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => GenerateTyped<T>(prompt, options, jsonOptions, format, cancellationToken), cancellationToken);

    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    private static Constraint ConstraintOf<T>(JsonSerializerOptions jsonOptions, OutputFormat format) =>
        TypeConstraints.GetOrAdd((typeof(T), jsonOptions, format), static key => Constraint.FromJsonSchema(
            TypeSchema.For(key.Item1, key.Item2), new JsonSchemaOptions { Yaml = key.Item3 == OutputFormat.Yaml ? new YamlOptions() : null }));
}
