// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Diagnostics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Whether shapes surely have no document in common, so that an exclusive choice between them excludes nothing.</summary>
/// <remarks>What is found is true; what is not found may be apart all the same, and is then told apart member by member.</remarks>
internal sealed partial class Normalizer
{
    private bool AreApart(IReadOnlyList<ArrayShape> written, IReadOnlyList<ArrayShape> others) =>
        written.All(a => others.All(b => AreApart(a, b)));

    private bool AreApart(IReadOnlyList<ObjectShape> written, IReadOnlyList<ObjectShape> others) =>
        written.All(a => others.All(b => AreApart(a, b)));

    private bool AreApart(ArrayShape written, ArrayShape other)
    {
        if (written.MaxItems < other.MinItems || other.MaxItems < written.MinItems)
        {
            return true;
        }

        int certain = Math.Min(Math.Max(written.MinItems, other.MinItems), Math.Max(written.Prefix.Length, other.Prefix.Length) + 1);
        for (int i = 0; i < certain; i++)
        {
            if (AreApart(written.At(i), other.At(i)))
            {
                return true;
            }
        }

        return false;
    }

    private bool AreApart(ObjectShape written, ObjectShape other) =>
        written.MaxProperties < other.MinProperties
        || other.MaxProperties < written.MinProperties
        || written.Properties.Any(p => p.IsRequired && AreApart(p.Value, other.Find(p.Name)?.Value ?? OtherName(other, p.Name)))
        || other.Properties.Any(p => p.IsRequired && AreApart(written.Find(p.Name)?.Value ?? OtherName(written, p.Name), p.Value));

    /// <summary>Whether no value that is written for the one is a value of the other, in whatever spelling.</summary>
    private bool AreApart(Term written, Term other)
    {
        Effort.Spend();
        if (written is Term.Anything || other is Term.Anything || written == other)
        {
            return written is Term.Nothing;
        }

        if (written is Term.Nothing || other is Term.Nothing)
        {
            return true;
        }

        ValueSet set = Of(written);
        ValueSet opposite = Of(terms.Not(other));
        return (!set.HasNull || opposite.HasNull)
            && (!set.HasTrue || opposite.HasTrue)
            && (!set.HasFalse || opposite.HasFalse)
            && (set.Arrays.Count == 0 || opposite.Arrays is [var arrays] && IsAny(arrays) && arrays.Guard == Formula.True)
            && (set.Objects.Count == 0 || opposite.Objects is [var objects] && IsAny(objects) && objects.Guard == Formula.True)
            && (set.Numbers == _regexes.Nothing || opposite.Numbers == _numbers.Written || _regexes.IsEmpty(_regexes.Except(set.Numbers, opposite.Numbers)))
            && (set.Strings == _regexes.Nothing || opposite.Strings == _strings.AnyBody || _regexes.IsEmpty(_regexes.Except(set.Strings, opposite.Strings)));
    }

    /// <summary>Whether all objects must have one property, and no two of the sets have a value of it in common: found in one pass.</summary>
    private static bool HasDiscriminator(ValueSet[] sets)
    {
        ObjectShape[][] shapes = [.. sets.Select(s => s.Objects.ToArray()).Where(o => o.Length > 0)];
        return shapes.Length > 2 && shapes[0][0].Required.Select(i => shapes[0][0].Properties[i].Name).Any(name => TellsApart(name, shapes));
    }

    private static bool TellsApart(string name, ObjectShape[][] shapes)
    {
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < shapes.Length; i++)
        {
            foreach (ObjectShape shape in shapes[i])
            {
                if (shape.Find(name) is not { IsRequired: true } property || TextsOf(property.Value) is not { } texts)
                {
                    return false;
                }

                foreach (string text in texts)
                {
                    if (!owners.TryAdd(text, i) && owners[text] != i)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>Strings that hold all values of a term; null where they are not plain to see.</summary>
    private static IEnumerable<string>? TextsOf(Term term) => term switch
    {
        Term.Constant constant => TextsOf([constant.Value]),
        Term.Schema schema => schema.Node.Assertions.OfType<Assertion.OneOfValues>().Select(v => TextsOf(v.Values)).FirstOrDefault(t => t is not null),
        Term.All all => all.Parts.Select(TextsOf).FirstOrDefault(t => t is not null),
        _ => null,
    };

    private static IEnumerable<string>? TextsOf(JsonElement[] values) =>
        Array.TrueForAll(values, v => v.ValueKind == JsonValueKind.String) ? values.Select(v => v.GetString()!) : null;
}
