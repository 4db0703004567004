// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Namotion.Reflection;
using NJsonSchema;
using NJsonSchema.Generation;
using NJsonSchema.Generation.TypeMappers;

namespace Constrain.Typed;

/// <summary>NJsonSchema's generator, with the members of each type taken from System.Text.Json's contract.</summary>
/// <remarks>
/// NJsonSchema gives the definitions, their names and references, recursion, and the nullability of type arguments. By itself it
/// guesses names and kinds from attributes and names, knows no constructor parameters, and has no place for bounds beyond
/// <see cref="decimal"/>; so those keywords travel beside the schema as JSON text (<see cref="KeywordsKey"/>) and
/// <see cref="SchemaRewriter"/> puts them in. One instance makes one schema.
/// </remarks>
[RequiresUnreferencedCode(TypeSchema.ReflectionReason)]
[RequiresDynamicCode(TypeSchema.ReflectionReason)]
internal sealed class ContractSchemaGenerator : JsonSchemaGenerator
{
    /// <summary>The extension keyword under which exact keywords wait for the rewriter, as JSON text.</summary>
    public const string KeywordsKey = "x-constrain";

    private readonly TypeContracts _contracts;

    /// <summary>Creates a generator for one schema.</summary>
    public ContractSchemaGenerator(TypeContracts contracts)
        : base(CreateSettings(contracts)) => _contracts = contracts;

    /// <inheritdoc/>
    protected override void GenerateObject(JsonSchema schema, JsonTypeDescription typeDescription, JsonSchemaResolver schemaResolver)
    {
        Type type = typeDescription.ContextualType.Type;
        schemaResolver.AddSchema(type, false, schema);
        JsonTypeInfo contract = _contracts.Of(type);
        if (contract.PolymorphismOptions is { DerivedTypes.Count: > 0 } polymorphism)
            AddAlternatives(schema, contract, polymorphism, schemaResolver);
        else
            FillObject(schema, contract, schemaResolver);
        schema.Description = AnnotationKeywords.DescriptionOf(Attribute.GetCustomAttributes(type, inherit: true));
    }

    /// <inheritdoc/>
    protected override void GenerateEnum(JsonSchema schema, JsonTypeDescription typeDescription)
    {
        Type type = typeDescription.ContextualType.Type;
        SetKeywords(schema, EnumSchema.Keywords(type, _contracts.Options, _contracts));
        schema.Description = AnnotationKeywords.DescriptionOf(Attribute.GetCustomAttributes(type, inherit: true));
    }

    /// <inheritdoc/>
    protected override void GenerateArray<TSchemaType>(
        TSchemaType schema, JsonTypeDescription typeDescription, JsonSchemaResolver schemaResolver)
    {
        ContextualType context = typeDescription.ContextualType;
        Type element = _contracts.Of(context.OriginalType).ElementType!;
        schema.Type = JsonObjectType.Array;
        schema.Item = Nested<JsonSchema>(context, element, "[]", schemaResolver);
    }

    /// <inheritdoc/>
    protected override void GenerateDictionary<TSchemaType>(
        TSchemaType schema, JsonTypeDescription typeDescription, JsonSchemaResolver schemaResolver)
    {
        ContextualType context = typeDescription.ContextualType;
        JsonTypeInfo contract = _contracts.Of(context.OriginalType);
        (Type key, Type value) = (contract.KeyType!, contract.ElementType!);
        schema.Type = JsonObjectType.Object;
        if (key.IsEnum)
        {
            // A closed list of optional properties says the same as a rule about their names, in simpler words.
            schema.AllowAdditionalProperties = false;
            foreach (string name in EnumSchema.KeyNames(key, _contracts))
                schema.Properties.Add(name, Nested<JsonSchemaProperty>(context, value, "[]", schemaResolver));
            return;
        }

        schema.AllowAdditionalProperties = true;
        schema.AdditionalPropertiesSchema = Nested<JsonSchema>(context, value, "[]", schemaResolver);
        if (key == typeof(string))
            return;
        if (!ScalarSchema.All.TryGetValue(key, out ScalarSchema? scalar) || scalar.KeyPattern() is not { } pattern)
        {
            throw _contracts.Refuse(
                context.OriginalType, $"its keys are '{TypeName.Of(key)}'", "use string, an enum, an integer, Guid or a date as the key");
        }

        SetKeywords(schema, new JsonObject { ["propertyNames"] = new JsonObject { ["pattern"] = pattern } });
    }

    private static SystemTextJsonSchemaGeneratorSettings CreateSettings(TypeContracts contracts)
    {
        SystemTextJsonSchemaGeneratorSettings settings = new()
        {
            SerializerOptions = contracts.Options,
            ReflectionService = new ContractReflectionService(contracts),
            DefaultReferenceTypeNullHandling = ReferenceTypeNullHandling.NotNull,
            AllowReferencesWithProperties = true,
            GenerateKnownTypes = false,
            GenerateExamples = false,
            UseXmlDocumentation = false,
            SchemaType = SchemaType.JsonSchema,
        };
        foreach ((Type type, ScalarSchema scalar) in ScalarSchema.All)
        {
            settings.TypeMappers.Add(new PrimitiveTypeMapper(type, schema =>
            {
                schema.Type = scalar.Type;
                SetKeywords(schema, scalar.ToJson());
            }));
        }

        return settings;
    }

    private static void SetKeywords(JsonSchema schema, JsonObject keywords)
    {
        if (keywords.Count > 0)
            (schema.ExtensionData ??= new Dictionary<string, object?>())[KeywordsKey] = keywords.ToJsonString();
    }

    private static JsonObject KeywordsOf(JsonSchema schema) =>
        schema.ExtensionData?.TryGetValue(KeywordsKey, out object? text) == true ? JsonNode.Parse((string)text!)!.AsObject() : [];

    private void FillObject(JsonSchema schema, JsonTypeInfo contract, JsonSchemaResolver resolver)
    {
        _contracts.RefuseUnconstructible(contract);
        schema.Type = JsonObjectType.Object;
        schema.AllowAdditionalProperties = false;
        foreach (JsonPropertyInfo property in contract.Properties.Where(MemberContract.IsRead))
        {
            _contracts.Enter(contract.Type, (property.AttributeProvider as MemberInfo)?.Name ?? property.Name);
            MemberContract member = new(property);
            schema.Properties.Add(property.Name, PropertySchema(member, resolver));
            if (member.IsRequired)
                schema.RequiredProperties.Add(property.Name);
            _contracts.Leave();
        }
    }

    private JsonSchemaProperty PropertySchema(MemberContract member, JsonSchemaResolver resolver)
    {
        JsonPropertyInfo property = member.Property;
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (property.CustomConverter is { } converter)
            return ConvertedEnum(member, type, converter);
        JsonNumberHandling numbers = property.NumberHandling
            ?? _contracts.Of(property.PropertyType).NumberHandling
            ?? _contracts.Options.NumberHandling;
        if (numbers.HasFlag(JsonNumberHandling.WriteAsString))
        {
            throw _contracts.Refuse(
                type, "JsonNumberHandling.WriteAsString writes numbers as strings", "leave it out, or use string with [RegularExpression]");
        }

        return GenerateWithReferenceAndNullability<JsonSchemaProperty>(
            member.Context, member.AllowsNull, resolver, (schema, _) => Annotate(schema, member, type));
    }

    private void Annotate(JsonSchemaProperty schema, MemberContract member, Type type)
    {
        schema.Title = AnnotationKeywords.TitleOf(member.Attributes);
        schema.Description = AnnotationKeywords.DescriptionOf(member.Attributes);
        JsonObject keywords = KeywordsOf(schema);
        new AnnotationKeywords(keywords, type, _contracts).AddAll(member.Attributes);
        SetKeywords(schema, keywords);
    }

    // [JsonConverter(typeof(JsonStringEnumConverter))] on a single member.
    private JsonSchemaProperty ConvertedEnum(MemberContract member, Type type, JsonConverter converter)
    {
        if (!type.IsEnum || converter.GetType().Assembly != typeof(JsonSerializer).Assembly)
        {
            throw _contracts.Refuse(
                type,
                $"{TypeName.Of(converter.GetType())} decides what its text looks like, so no schema can be derived",
                "remove the converter");
        }

        JsonSerializerOptions options = new(_contracts.Options);
        options.Converters.Insert(0, converter);
        JsonSchemaProperty schema = new();
        SetKeywords(schema, EnumSchema.Keywords(type, options, _contracts, member.AllowsNull));
        Annotate(schema, member, type);
        return schema;
    }

    private void AddAlternatives(
        JsonSchema schema, JsonTypeInfo contract, JsonPolymorphismOptions polymorphism, JsonSchemaResolver resolver)
    {
        foreach (JsonDerivedType derived in polymorphism.DerivedTypes)
        {
            if (derived.TypeDiscriminator is null)
            {
                throw _contracts.Refuse(
                    derived.DerivedType,
                    $"it derives from '{TypeName.Of(contract.Type)}' without a discriminator, so it cannot be told apart",
                    "name one in [JsonDerivedType]");
            }

            JsonSchema alternative = new();
            JsonSchemaProperty discriminator = new();

            // The type too: 2.0 equals the constant 2, and is no discriminator to System.Text.Json.
            SetKeywords(discriminator, new JsonObject
            {
                ["type"] = derived.TypeDiscriminator is string ? "string" : "integer",
                ["const"] = JsonSerializer.SerializeToNode(derived.TypeDiscriminator),
            });
            alternative.Properties.Add(polymorphism.TypeDiscriminatorPropertyName, discriminator);
            alternative.RequiredProperties.Add(polymorphism.TypeDiscriminatorPropertyName);
            FillObject(alternative, _contracts.Of(derived.DerivedType), resolver);
            alternative.Description = AnnotationKeywords.DescriptionOf(Attribute.GetCustomAttributes(derived.DerivedType, inherit: false));
            schema.AnyOf.Add(alternative);
        }

        bool isListed = polymorphism.DerivedTypes.Any(derived => derived.DerivedType == contract.Type);
        if (isListed || contract.Type.IsAbstract)
            return;
        JsonSchema plain = new();
        FillObject(plain, contract, resolver);
        schema.AnyOf.Add(plain);
    }

    /// <summary>The schema of what a collection holds, with the nullability that its type argument is written with.</summary>
    private TSchema Nested<TSchema>(ContextualType collection, Type element, string member, JsonSchemaResolver resolver)
        where TSchema : JsonSchema, new()
    {
        ContextualType? context = new[] { collection.EnumerableItemType, collection.GenericArguments.LastOrDefault() }
            .FirstOrDefault(candidate => candidate?.OriginalType == element);
        _contracts.Enter(collection.OriginalType, member);
        bool allowsNull = context?.Nullability == Nullability.Nullable || Nullable.GetUnderlyingType(element) is not null;
        TSchema schema = GenerateWithReferenceAndNullability<TSchema>(context ?? element.ToContextualType(), allowsNull, resolver);
        _contracts.Leave();
        return schema;
    }
}
