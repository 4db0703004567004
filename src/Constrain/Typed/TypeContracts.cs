// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Constrain.Typed;

/// <summary>What a .NET type is in JSON.</summary>
internal enum ContractShape
{
    /// <summary>A value of <see cref="ScalarSchema.All"/>.</summary>
    Scalar,

    /// <summary>A name or number out of a list.</summary>
    Enum,

    /// <summary>An array of elements of one type.</summary>
    Array,

    /// <summary>An object whose property names are keys.</summary>
    Dictionary,

    /// <summary>An object with the properties of the type.</summary>
    Object,
}

/// <summary>The contracts by which System.Text.Json reads types, and the refusal of those that no schema describes exactly.</summary>
/// <remarks>The contract is the one source of names, order and presence, so a schema cannot disagree with the reader.</remarks>
[RequiresUnreferencedCode(TypeSchema.ReflectionReason)]
[RequiresDynamicCode(TypeSchema.ReflectionReason)]
internal sealed class TypeContracts
{
    private readonly Stack<string> _members = new();

    /// <summary>Takes the options, makes them read-only and refuses those that change how every value is written.</summary>
    public TypeContracts(JsonSerializerOptions options)
    {
        Options = options;
        options.MakeReadOnly(populateMissingResolver: true);
        if (options.ReferenceHandler == ReferenceHandler.Preserve)
            throw Unsupported("ReferenceHandler.Preserve", "metadata that refers to other parts of a text", "leave ReferenceHandler unset");
    }

    /// <summary>The options, read-only.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>The contract of a type.</summary>
    public JsonTypeInfo Of(Type type)
    {
        try
        {
            return Options.GetTypeInfo(type);
        }
        catch (Exception cause) when (cause is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw Refuse(type, $"System.Text.Json has no contract for it: {cause.Message.TrimEnd('.')}", "see the inner exception", cause);
        }
    }

    /// <summary>Decides what a type is; <see cref="Nullable{T}"/> has to be unwrapped before.</summary>
    public ContractShape ShapeOf(Type type)
    {
        JsonTypeInfo contract = Of(type);
        if (contract.Converter.GetType().Assembly != typeof(JsonSerializer).Assembly)
        {
            throw Refuse(
                type,
                $"{TypeName.Of(contract.Converter.GetType())} decides what its text looks like, so no schema can be derived",
                "remove the converter, or write the schema by hand");
        }

        if (ScalarSchema.All.ContainsKey(type))
            return ContractShape.Scalar;
        if (type.IsEnum)
            return ContractShape.Enum;
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Object:
                return ContractShape.Object;
            case JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary:
                RefuseUnreadable(type, contract.Kind == JsonTypeInfoKind.Enumerable ? "[]"u8 : "{}"u8);
                return contract.Kind == JsonTypeInfoKind.Enumerable ? ContractShape.Array : ContractShape.Dictionary;
            default:
                throw type == typeof(object)
                    ? Refuse(type, "it can hold anything, so no schema describes it", "declare a type, or JsonElement for any JSON")
                    : Refuse(type, "System.Text.Json cannot read it", "use a type that it supports, or leave it out with [JsonIgnore]");
        }
    }

    /// <summary>Refuses a type that is an object in JSON and that the reader cannot create or fill.</summary>
    public void RefuseUnconstructible(JsonTypeInfo contract)
    {
        Type type = contract.Type;
        if (contract.CreateObject is null && contract.ConstructorAttributeProvider is null)
        {
            throw Refuse(
                type,
                type.IsAbstract ? "it is abstract, so it cannot be created" : "no constructor can be chosen to create it",
                type.IsAbstract ? "list its implementations with [JsonDerivedType]" : "mark one with [JsonConstructor]");
        }

        if (contract.ConstructorAttributeProvider is ConstructorInfo constructor)
        {
            HashSet<int> bound = [.. contract.Properties.Select(property => property.AssociatedParameter?.Position ?? -1)];
            if (constructor.GetParameters().FirstOrDefault(parameter => !bound.Contains(parameter.Position)) is { } orphan)
            {
                throw Refuse(
                    type, $"its constructor parameter '{orphan.Name}' belongs to no property", "give it the name and type of a property");
            }
        }

        const BindingFlags Everything = BindingFlags.Public | BindingFlags.Instance;
        bool hasMembers = type.GetProperties(Everything).Length + type.GetFields(Everything).Length > 0;
        if (hasMembers && !contract.Properties.Any(MemberContract.IsRead))
        {
            throw Refuse(
                type, "none of its members can be set from JSON", "add setters, 'init' or constructor parameters, or set IncludeFields");
        }
    }

    /// <summary>Notes which member is looked at, for the messages, until <see cref="Leave"/>.</summary>
    public void Enter(Type owner, string member) => _members.Push($"{TypeName.Of(owner)}.{member}");

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave() => _members.Pop();

    /// <summary>The refusal of the member that is being looked at, or of the type itself at the top.</summary>
    public GrammarException Refuse(Type type, string problem, string hint, Exception? cause = null)
    {
        string name = TypeName.Of(type);
        return _members.TryPeek(out string? member)
            ? Unsupported(member, $"'{name}': {problem}", hint, cause)
            : Unsupported(name, problem, hint, cause);
    }

    private static GrammarException Unsupported(string construct, string problem, string hint, Exception? cause = null) =>
        new(GrammarError.Unsupported, $"{construct}: {problem}", construct: construct, hint: hint, inner: cause);

    // The contract does not tell whether a collection can be created; reading an empty one does.
    private void RefuseUnreadable(Type type, ReadOnlySpan<byte> empty)
    {
        try
        {
            JsonSerializer.Deserialize(empty, type, Options);
        }
        catch (NotSupportedException cause)
        {
            throw Refuse(type, "System.Text.Json cannot create it", "use an array, List<T> or Dictionary<string, T>", cause);
        }
    }
}

/// <summary>Names of types as a C# programmer writes them.</summary>
internal static class TypeName
{
    /// <summary>The name without namespaces, with type arguments.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (!type.IsGenericType)
            return type.Name;
        int arity = type.Name.IndexOf('`', StringComparison.Ordinal);
        string name = arity < 0 ? type.Name : type.Name[..arity];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
