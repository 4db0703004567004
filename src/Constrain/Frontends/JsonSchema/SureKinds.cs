// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What is plain to see of a set of values: the kinds all of whose values are in it, and those of which some surely is.</summary>
/// <remarks>
/// A proof that a schema has a value, without working it out: of two sets, those kinds surely have a common value of which
/// one set holds all and the other some. What is not claimed may hold all the same. Kinds are the types, where Integer stands
/// for the plain integers of up to <see cref="SafeDigits"/> digits and Number for the other numbers.
/// </remarks>
/// <param name="All">The kinds all of whose values are in the set.</param>
/// <param name="Some">The kinds of which some value is in the set; those of <paramref name="All"/> among them.</param>
internal readonly record struct SureKinds(JsonTypes All, JsonTypes Some)
{
    /// <summary>A number with as many digits before the point is written out plainly in every notation.</summary>
    private const int SafeDigits = 15;

    /// <summary>Schemas inside one another that are looked at.</summary>
    private const int MaxDepth = 32;

    /// <summary>Items that an array must have, at the most, for them to be looked at.</summary>
    private const int MaxItems = 64;

    private const JsonTypes Numbers = JsonTypes.Integer | JsonTypes.Number;

    private static readonly SureKinds Anything = new((JsonTypes)127, (JsonTypes)127);

    /// <summary>Whether some value is surely in the set.</summary>
    public bool HasValue => Some != JsonTypes.None;

    /// <summary>What is sure of a term.</summary>
    public static SureKinds Of(Term term)
    {
        switch (term)
        {
            case Term.Anything:
                return Anything;
            case Term.Schema schema:
                return Of(schema.Node, 0);
            case Term.Constant constant:
                return new SureKinds(JsonTypes.None, KindOf(constant.Value));
            case Term.All all:
                SureKinds both = Anything;
                foreach (Term part in all.Parts)
                {
                    both = both.And(Of(part));
                }

                return both;
            default:
                return default;
        }
    }

    private SureKinds And(SureKinds other) => new(All & other.All, (All & other.Some) | (Some & other.All));

    private SureKinds Or(SureKinds other) => new(All | other.All, Some | other.Some);

    private static SureKinds Of(SchemaNode? node, int depth)
    {
        if (node is null)
        {
            return Anything;
        }

        if (node.Sure is { } known)
        {
            return known;
        }

        if (depth == MaxDepth)
        {
            return default;
        }

        // While it is looked at, nothing is claimed of it: what is claimed rests on no circle.
        node.Sure = default(SureKinds);
        SureKinds sure = Anything;
        foreach (Assertion assertion in node.Assertions)
        {
            sure = sure.And(Of(assertion, depth + 1));
        }

        node.Sure = sure;
        return sure;
    }

    private static SureKinds Of(Assertion assertion, int depth)
    {
        switch (assertion)
        {
            case Assertion.Type type:
                JsonTypes kinds = type.Types.HasFlag(JsonTypes.Number) ? type.Types | JsonTypes.Integer : type.Types;
                return new SureKinds(kinds, kinds);
            case Assertion.OneOfValues values:
                JsonTypes some = JsonTypes.None;
                foreach (JsonElement value in values.Values)
                {
                    some |= KindOf(value);
                }

                return new SureKinds(JsonTypes.None, some);
            case Assertion.Number number:
                return Except(Numbers, HasInteger(number.Bounds) ? JsonTypes.Integer : JsonTypes.None);
            case Assertion.Text text:
                bool isAny = text.Body is null || (text is { MinLength: 0, MaxLength: null } && text.Body is { IsPositive: true, MinLengthBound: < long.MaxValue });
                return Except(JsonTypes.String, isAny && (text.MaxLength is null || text.MaxLength >= text.MinLength) ? JsonTypes.String : JsonTypes.None);
            case Assertion.Array array:
                return Except(JsonTypes.Array, HasArray(array, depth) ? JsonTypes.Array : JsonTypes.None);
            case Assertion.Object o:
                return Except(JsonTypes.Object, HasObject(o, depth) ? JsonTypes.Object : JsonTypes.None);
            case Assertion.AllOf all:
                SureKinds both = Anything;
                foreach (SchemaNode schema in all.Schemas)
                {
                    both = both.And(Of(schema, depth));
                }

                return both;
            case Assertion.AnyOf any:
                SureKinds either = default;
                foreach (SchemaNode schema in any.Schemas)
                {
                    either = either.Or(Of(schema, depth));
                }

                return either;
            default:
                return default;
        }
    }

    /// <summary>All of every kind but these, and some of a few.</summary>
    private static SureKinds Except(JsonTypes kinds, JsonTypes some) => new(Anything.All & ~kinds, (Anything.All & ~kinds) | some);

    private static JsonTypes KindOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return JsonTypes.Null;
            case JsonValueKind.True or JsonValueKind.False:
                return JsonTypes.Boolean;
            case JsonValueKind.String:
                return JsonTypes.String;
            case JsonValueKind.Number:
                var number = JsonDecimal.Parse(value.GetRawText());
                return number.Magnitude is <= -SafeDigits or >= SafeDigits ? JsonTypes.None : number.IsInteger ? JsonTypes.Integer : JsonTypes.Number;
            case JsonValueKind.Array:
                return JsonTypes.Array;
            default:
                return JsonTypes.Object;
        }
    }

    private static bool HasInteger(NumberBounds bounds)
    {
        NumberBound? low = bounds.Minimum is null ? null : new NumberBound(bounds.Minimum, bounds.MinimumExclusive);
        NumberBound? high = bounds.Maximum is null ? null : new NumberBound(bounds.Maximum, bounds.MaximumExclusive);
        return IsIn(JsonDecimal.Zero)
            || (low is { } l && l.Value.Magnitude < SafeDigits && IsIn(l.IntegerAbove().Value))
            || (high is { } h && h.Value.Magnitude < SafeDigits && IsIn(h.IntegerBelow().Value));

        bool IsIn(JsonDecimal value)
        {
            var only = new NumberBound(value, false);
            return value.Magnitude < SafeDigits
                && (low is not { } from || !NumberBound.IsEmpty(from, only))
                && (high is not { } to || !NumberBound.IsEmpty(only, to))
                && (bounds.MultipleOf is null || value.IsMultipleOf(bounds.MultipleOf));
        }
    }

    private static bool HasArray(Assertion.Array array, int depth)
    {
        if (array.MaxItems < array.MinItems || array.MinItems > MaxItems)
        {
            return false;
        }

        for (int i = 0; i < Math.Min(array.MinItems, array.Prefix.Length + 1); i++)
        {
            if (!Of(i < array.Prefix.Length ? array.Prefix[i] : array.Rest, depth).HasValue)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasObject(Assertion.Object o, int depth)
    {
        if (o.Required.Length == 0)
        {
            return o.MinProperties == 0;
        }

        // Names may be listed twice, so they are one property at the least and all of them at the most.
        if (o.MinProperties > 1 || o.MaxProperties < o.Required.Length || o.Patterns.Length > 0 || o.PropertyNames is not null)
        {
            return false;
        }

        foreach (string name in o.Required)
        {
            int index = Array.FindIndex(o.Properties, p => p.Name == name);
            if (!Of(index < 0 ? o.Additional : o.Properties[index].Schema, depth).HasValue)
            {
                return false;
            }
        }

        return true;
    }
}
