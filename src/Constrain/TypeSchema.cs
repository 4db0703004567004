// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Constrain.Typed;
using NJsonSchema;

namespace Constrain;

/// <summary>The JSON Schema of a .NET type, and the way back from a text to an object.</summary>
/// <remarks>
/// <para>Every document that the schema accepts is read by System.Text.Json with the same options, apart from checks in the type's
/// own constructors and setters. Objects are closed and have their properties in the order in which System.Text.Json writes them:
/// by <c>[JsonPropertyOrder]</c>, then as declared. Members that JSON cannot set (computed, ignored, extension data) are left out.</para>
/// <para>A property is required if it is marked <c>required</c>, <c>[JsonRequired]</c> or <c>[Required]</c>, is a constructor
/// parameter without a default, or may not be null; so what may be left out is nullable, or a constructor parameter with a default,
/// or has a <c>[JsonIgnore]</c> condition. What is nullable may also be null.</para>
/// <para>What no schema describes exactly is refused: <see cref="object"/>, <c>[Flags]</c> enums, custom converters, validation
/// attributes without a keyword. Sets are arrays, whose repeated elements the set drops.</para>
/// </remarks>
public static class TypeSchema
{
    internal const string ReflectionReason = "Derives the schema from the members of the type by reflection.";

    // Patterns are full of '+' and '<', which are harmless outside HTML; a person or a model reads this text.
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1024,
    };

    private static JsonSerializerOptions? _defaultOptions;

    /// <summary>The options when none are given: property names as declared, enums by name, null only where the type says so.</summary>
    /// <remarks>
    /// Numbers are numbers (not strings), constructor parameters without a default and non-nullable references are insisted on, and
    /// texts may nest 512 deep. Read-only; copy it to change it.
    /// </remarks>
    public static JsonSerializerOptions DefaultOptions
    {
        [RequiresUnreferencedCode(ReflectionReason)]
        [RequiresDynamicCode(ReflectionReason)]
        get => LazyInitializer.EnsureInitialized(ref _defaultOptions, CreateDefaultOptions);
    }

    /// <summary>Derives the JSON Schema (2020-12) of a type with <see cref="DefaultOptions"/>.</summary>
    /// <typeparam name="T">The type; its own nullability is not known here, so null is not a document.</typeparam>
    /// <returns>The schema's text. It takes some 20 ms to derive: keep it.</returns>
    /// <exception cref="GrammarException">The type has a member that no schema describes; the message names it.</exception>
    [RequiresUnreferencedCode(ReflectionReason)]
    [RequiresDynamicCode(ReflectionReason)]
    public static string For<T>() => For(typeof(T), null);

    /// <summary>Derives the JSON Schema (2020-12) of a type.</summary>
    /// <typeparam name="T">The type; its own nullability is not known here, so null is not a document.</typeparam>
    /// <param name="options">How System.Text.Json reads it; null for <see cref="DefaultOptions"/>. They become read-only.</param>
    /// <returns>The schema's text. It takes some 20 ms to derive: keep it.</returns>
    /// <exception cref="GrammarException">The type has a member that no schema describes; the message names it.</exception>
    [RequiresUnreferencedCode(ReflectionReason)]
    [RequiresDynamicCode(ReflectionReason)]
    public static string For<T>(JsonSerializerOptions? options) => For(typeof(T), options);

    /// <summary>Derives the JSON Schema (2020-12) of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="options">How System.Text.Json reads it; null for <see cref="DefaultOptions"/>. They become read-only.</param>
    /// <returns>The schema's text. It takes some 20 ms to derive: keep it.</returns>
    /// <exception cref="GrammarException">The type has a member that no schema describes; the message names it.</exception>
    [RequiresUnreferencedCode(ReflectionReason)]
    [RequiresDynamicCode(ReflectionReason)]
    public static string For(Type type, JsonSerializerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(type);
        TypeContracts contracts = new(options ?? DefaultOptions);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            throw contracts.Refuse(type, "null is not a document", $"ask for '{TypeName.Of(inner)}'");
        JsonSchema schema = new ContractSchemaGenerator(contracts).Generate(type);
        return SchemaRewriter.Rewrite(schema.ToJson()).ToJsonString(Readable);
    }

    /// <summary>Reads a text that the schema of the type accepts, with <see cref="DefaultOptions"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="utf8Json">The whole document in UTF-8.</param>
    /// <returns>The object, never null.</returns>
    /// <exception cref="JsonException">The text is not a document of the type.</exception>
    [RequiresUnreferencedCode(ReflectionReason)]
    [RequiresDynamicCode(ReflectionReason)]
    public static T Read<T>(ReadOnlySpan<byte> utf8Json) => Read<T>(utf8Json, DefaultOptions);

    /// <summary>Reads a text that the schema of the type accepts.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="utf8Json">The whole document in UTF-8.</param>
    /// <param name="options">The options that the schema was derived with; null for <see cref="DefaultOptions"/>.</param>
    /// <returns>The object, never null.</returns>
    /// <exception cref="JsonException">The text is not a document of the type.</exception>
    [RequiresUnreferencedCode(ReflectionReason)]
    [RequiresDynamicCode(ReflectionReason)]
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, JsonSerializerOptions? options) =>
        NotNull(JsonSerializer.Deserialize<T>(utf8Json, options ?? DefaultOptions));

    /// <summary>Reads a text by a contract that was generated at build time, so without reflection.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="utf8Json">The whole document in UTF-8.</param>
    /// <param name="contract">The contract, from a <see cref="JsonSerializerContext"/>.</param>
    /// <returns>The object, never null.</returns>
    /// <exception cref="JsonException">The text is not a document of the type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return NotNull(JsonSerializer.Deserialize(utf8Json, contract));
    }

    /// <summary>Reads a YAML text whose value the schema of the type accepts, with <see cref="DefaultOptions"/>: names, enums and dates are as in JSON.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="yaml">The whole text, which is one document.</param>
    /// <returns>The object, never null.</returns>
    /// <exception cref="GrammarException">The text is no YAML, or has what JSON does not; see <see cref="YamlText"/>.</exception>
    /// <exception cref="JsonException">The value is not a document of the type.</exception>
    [RequiresUnreferencedCode(ReflectionReason)]
    [RequiresDynamicCode(ReflectionReason)]
    public static T ReadYaml<T>(string yaml) => ReadYaml<T>(yaml, DefaultOptions);

    /// <summary>Reads a YAML text whose value the schema of the type accepts: names, enums and dates are as in JSON.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="yaml">The whole text, which is one document.</param>
    /// <param name="options">The options that the schema was derived with; null for <see cref="DefaultOptions"/>.</param>
    /// <returns>The object, never null.</returns>
    /// <exception cref="GrammarException">The text is no YAML, or has what JSON does not; see <see cref="YamlText"/>.</exception>
    /// <exception cref="JsonException">The value is not a document of the type.</exception>
    [RequiresUnreferencedCode(ReflectionReason)]
    [RequiresDynamicCode(ReflectionReason)]
    public static T ReadYaml<T>(string yaml, JsonSerializerOptions? options) => Read<T>(YamlText.ReadOne(yaml).Utf8Json.Span, options);

    /// <summary>Reads a YAML text by a contract that was generated at build time, so without reflection.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="yaml">The whole text, which is one document.</param>
    /// <param name="contract">The contract, from a <see cref="JsonSerializerContext"/>.</param>
    /// <returns>The object, never null.</returns>
    /// <exception cref="GrammarException">The text is no YAML, or has what JSON does not; see <see cref="YamlText"/>.</exception>
    /// <exception cref="JsonException">The value is not a document of the type.</exception>
    public static T ReadYaml<T>(string yaml, JsonTypeInfo<T> contract) => Read(YamlText.ReadOne(yaml).Utf8Json.Span, contract);

    private static T NotNull<T>(T? value) => value ?? throw new JsonException($"null is not a document of {TypeName.Of(typeof(T))}.");

    [RequiresUnreferencedCode(ReflectionReason)]
    [RequiresDynamicCode(ReflectionReason)]
    private static JsonSerializerOptions CreateDefaultOptions()
    {
        JsonSerializerOptions options = new()
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            MaxDepth = 512,
            Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
