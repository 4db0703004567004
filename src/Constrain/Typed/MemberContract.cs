// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Namotion.Reflection;

namespace Constrain.Typed;

/// <summary>Whether a member of a type is read from JSON, has to be present and may be null.</summary>
/// <remarks>
/// Required: C# <c>required</c>, <c>[JsonRequired]</c>, <c>[Required]</c>, a constructor parameter without a default, and whatever
/// may not be null, unless a constructor parameter gives it a default or a <c>[JsonIgnore]</c> condition lets the writer omit it.
/// A model that may leave a value out often does, so leaving out needs a sign in the type.
/// </remarks>
[RequiresUnreferencedCode(TypeSchema.ReflectionReason)]
[RequiresDynamicCode(TypeSchema.ReflectionReason)]
internal sealed class MemberContract
{
    /// <summary>Reads the contract of one member and its attributes, those of its constructor parameter included.</summary>
    public MemberContract(JsonPropertyInfo property)
    {
        Property = property;
        MemberInfo? member = property.AttributeProvider as MemberInfo;
        Attributes = [.. AttributesOf(property.AttributeProvider), .. AttributesOf(Parameter?.AttributeProvider)];
        Context = member switch
        {
            PropertyInfo info => info.ToContextualProperty().AccessorType,
            FieldInfo info => info.ToContextualField().AccessorType,
            _ => property.PropertyType.ToContextualType(),
        };
        bool present = Attributes.Any(attribute => attribute is RequiredAttribute);
        AllowsNull = !present && MayBeNull(property, member);
        IsRequired = present || property.IsRequired || Parameter is { HasDefaultValue: false }
            || (!AllowsNull && Parameter is null && property.ShouldSerialize is null);
    }

    /// <summary>The member, as System.Text.Json sees it.</summary>
    public JsonPropertyInfo Property { get; }

    /// <summary>The member's type with the nullability of its type arguments.</summary>
    public ContextualType Context { get; }

    /// <summary>The attributes of the member and of the constructor parameter that sets it.</summary>
    public IReadOnlyList<Attribute> Attributes { get; }

    /// <summary>Whether null is a value of it.</summary>
    public bool AllowsNull { get; }

    /// <summary>Whether every document has it.</summary>
    public bool IsRequired { get; }

    private JsonParameterInfo? Parameter => ParameterOf(Property);

    /// <summary>Whether a value in JSON ends up in the object; what is computed or ignored is left out of the schema.</summary>
    public static bool IsRead(JsonPropertyInfo property)
    {
        bool isPassed = property.Get is not null && ParameterOf(property) is not null;
        return !property.IsExtensionData && (property.Set is not null || isPassed || IsPopulated(property));
    }

    /// <summary>Whether the reader fills the object that a getter returns, there being no setter.</summary>
    private static bool IsPopulated(JsonPropertyInfo property)
    {
        Type type = property.PropertyType;
        JsonObjectCreationHandling handling = property.ObjectCreationHandling
            ?? property.Options.GetTypeInfo(property.DeclaringType).PreferredPropertyObjectCreationHandling
            ?? property.Options.PreferredObjectCreationHandling;
        return handling == JsonObjectCreationHandling.Populate && property is { Get: not null, Set: null }
            && !type.IsValueType && !type.IsArray && !ScalarSchema.All.ContainsKey(type);
    }

    private static JsonParameterInfo? ParameterOf(JsonPropertyInfo property) =>
        property.AssociatedParameter is { IsMemberInitializer: false } parameter ? parameter : null;

    private static Attribute[] AttributesOf(ICustomAttributeProvider? provider) => provider switch
    {
        MemberInfo member => Attribute.GetCustomAttributes(member, inherit: true),
        ParameterInfo parameter => Attribute.GetCustomAttributes(parameter, inherit: true),
        _ => [],
    };

    private static bool MayBeNull(JsonPropertyInfo property, MemberInfo? member)
    {
        if (property.PropertyType.IsValueType)
            return Nullable.GetUnderlyingType(property.PropertyType) is not null;
        return TypeParameterAnnotation(member) ?? (IsPopulated(property) ? property.IsGetNullable : property.IsSetNullable);
    }

    /// <summary>Whether a member whose type is a type parameter T is annotated <c>T?</c>; null for other members.</summary>
    /// <remarks>
    /// System.Text.Json takes T for nullable, since its argument may be; but a <c>Result&lt;string&gt;</c> promises a string.
    /// The compiler's flags: 0 oblivious, 1 not annotated, 2 annotated.
    /// </remarks>
    private static bool? TypeParameterAnnotation(MemberInfo? member)
    {
        if (member?.DeclaringType is not { IsGenericType: true } declaring)
            return null;
        Type generic = declaring.GetGenericTypeDefinition();
        MemberInfo definition = generic.GetMemberWithSameMetadataDefinitionAs(member);
        Type? type = (definition as PropertyInfo)?.PropertyType ?? (definition as FieldInfo)?.FieldType;
        if (type is not { IsGenericParameter: true })
            return null;
        return (Flag(definition, "NullableAttribute") ?? Flag(generic, "NullableContextAttribute") ?? 0) != 1;
    }

    private static byte? Flag(MemberInfo member, string attribute)
    {
        CustomAttributeData? data = member.GetCustomAttributesData()
            .FirstOrDefault(data => data.AttributeType.FullName == $"System.Runtime.CompilerServices.{attribute}");
        return data?.ConstructorArguments[0].Value switch
        {
            byte flag => flag,
            IReadOnlyList<CustomAttributeTypedArgument> flags => (byte)flags[0].Value!,
            _ => null,
        };
    }
}
