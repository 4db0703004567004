// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;
using Namotion.Reflection;
using NJsonSchema;
using NJsonSchema.Generation;

namespace Constrain.Typed;

/// <summary>Tells NJsonSchema what a type is, by System.Text.Json's contract.</summary>
[RequiresUnreferencedCode(TypeSchema.ReflectionReason)]
[RequiresDynamicCode(TypeSchema.ReflectionReason)]
internal sealed class ContractReflectionService(TypeContracts contracts) : SystemTextJsonReflectionService
{
    /// <inheritdoc/>
    protected override JsonTypeDescription GetDescription(
        ContextualType contextualType,
        SystemTextJsonSchemaGeneratorSettings settings,
        Type originalType,
        bool isNullable,
        ReferenceTypeNullHandling defaultReferenceTypeNullHandling)
    {
        if (Nullable.GetUnderlyingType(originalType) is not null)
        {
            ContextualType argument = contextualType.OriginalGenericArguments[0];
            JsonTypeDescription inner = GetDescription(argument, defaultReferenceTypeNullHandling, settings);
            inner.IsNullable = true;
            return inner;
        }

        return contracts.ShapeOf(originalType) switch
        {
            ContractShape.Scalar => JsonTypeDescription.Create(contextualType, ScalarSchema.All[originalType].Type, isNullable, null),
            ContractShape.Enum => JsonTypeDescription.CreateForEnumeration(contextualType, JsonObjectType.String, isNullable),
            ContractShape.Array => JsonTypeDescription.Create(contextualType, JsonObjectType.Array, isNullable, null),
            ContractShape.Dictionary => JsonTypeDescription.CreateForDictionary(contextualType, JsonObjectType.Object, isNullable),
            _ => JsonTypeDescription.Create(contextualType, JsonObjectType.Object, isNullable, null),
        };
    }
}
