// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Sets that are so small that they may be used up: names that may be written once, items that must differ.</summary>
internal sealed partial class Normalizer
{
    /// <summary>Names of one pattern that are declared one by one; with more, no object runs out of them.</summary>
    private const int MaxNames = 1024;

    private readonly Dictionary<(Term, int), IReadOnlyList<Term>?> _finite = [];

    /// <summary>The shape with the names of its small cells declared, so that each is known to be written once.</summary>
    public ObjectShape DeclareFinite(ObjectShape shape)
    {
        List<Property>? properties = null;
        var cells = new List<Cell>();
        foreach (Cell cell in shape.Cells)
        {
            if (cell.Names == _strings.AnyBody || FiniteWords.Of(_regexes, cell.Names, MaxNames) is not { } words)
            {
                cells.Add(cell);
                continue;
            }

            properties ??= [.. shape.Properties];
            foreach (string name in words.Select(StringOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                if (!properties.Exists(p => p.Name == name))
                {
                    properties.Add(new Property(name, cell.Value, false));
                }
            }
        }

        return properties is null ? shape : new ObjectShape([.. properties], [.. cells], shape.MinProperties, shape.MaxProperties, shape.Guard);
    }

    /// <summary>The values of a term, each as a term; null when they are more than <paramref name="max"/>, or may be.</summary>
    public IReadOnlyList<Term>? FiniteValues(Term term, int max)
    {
        if (!_finite.TryGetValue((term, max), out IReadOnlyList<Term>? values))
        {
            _finite.Add((term, max), values = FindValues(term, max));
        }

        return values;
    }

    /// <summary>Whether it is plain to see that a term has endlessly many values.</summary>
    public bool IsEndless(Term term)
    {
        ValueSet set = Of(term);
        return set.Numbers == _numbers.Written || set.Numbers == _numbers.WrittenIntegers
            || (set.Strings != _regexes.Nothing && FiniteWords.Of(_regexes, set.Strings, MaxNames) is null);
    }

    private List<Term>? FindValues(Term term, int max)
    {
        ValueSet set = Of(term);
        var values = new List<Term>();
        void Add(string text) => values.Add(terms.Of(JsonElement.Parse(text)));
        if (set.HasNull)
        {
            Add("null");
        }

        if (set.HasTrue)
        {
            Add("true");
        }

        if (set.HasFalse)
        {
            Add("false");
        }

        if (set.Strings != _regexes.Nothing)
        {
            if (FiniteWords.Of(_regexes, set.Strings, 2 * max) is not { } words)
            {
                return null;
            }

            foreach (string text in words.Select(StringOf).Distinct(StringComparer.Ordinal))
            {
                Add(JsonSerializer.Serialize(text, JsonText.Default.String));
            }
        }

        // A number has endlessly many texts, so its value is taken out with all of them.
        Regex numbers = set.Numbers;
        while (values.Count <= max && numbers != _regexes.Nothing && !_regexes.IsEmpty(numbers))
        {
            var number = JsonDecimal.Parse(Encoding.ASCII.GetString(ShortestWord(numbers)));
            Add(number.ToString());
            numbers = _regexes.Except(numbers, _numbers.Constant(number));
        }

        foreach (ArrayShape shape in set.Arrays)
        {
            Combine(shape.Guard != Formula.True || shape.MinItems != shape.MaxItems ? null : [.. Enumerable.Range(0, shape.MinItems).Select(i => (string.Empty, shape.At(i)))], '[', ']');
        }

        foreach (ObjectShape shape in set.Objects)
        {
            bool isClosed = shape.Guard == Formula.True && shape.Cells.Length == 0 && shape.Properties.All(p => p.IsRequired || p.Value is Term.Nothing);
            Combine(isClosed ? [.. shape.Properties.Where(p => p.IsRequired).Select(p => (JsonSerializer.Serialize(p.Name, JsonText.Default.String) + ":", p.Value))] : null, '{', '}');
        }

        return values.Count <= max ? values : null;

        void Combine((string Before, Term Value)[]? parts, char open, char close)
        {
            List<string> texts = [open.ToString()];
            for (int i = 0; parts is not null && i < parts.Length; i++)
            {
                (string before, Term value) = parts[i];
                texts = FiniteValues(value, max) is not { } choices || texts.Count * choices.Count > max
                    ? [.. Enumerable.Repeat(string.Empty, max + 1)]
                    : [.. texts.SelectMany(t => choices.OfType<Term.Constant>().Select(c => t + (i == 0 ? string.Empty : ",") + before + c.Value.GetRawText()))];
                if (texts.Count > max)
                {
                    break;
                }
            }

            if (parts is null || texts.Count > max)
            {
                values.AddRange(Enumerable.Repeat(Term.None, max + 1));
                return;
            }

            texts.ForEach(text => Add(text + close));
        }
    }

    private byte[] ShortestWord(Regex regex)
    {
        var word = new List<byte>();
        for (long length = _regexes.MinLength(regex); length > 0; length--)
        {
            ByteSet left = _regexes.FirstBytesOf(regex);
            Regex next = _regexes.Derivative(regex, left.First);
            while (_regexes.IsEmpty(next) || _regexes.MinLength(next) != length - 1)
            {
                left &= ~ByteSet.Of(left.First);
                next = _regexes.Derivative(regex, left.First);
            }

            word.Add(left.First);
            regex = next;
        }

        return [.. word];
    }

    private static string StringOf(byte[] body) => JsonElement.Parse([(byte)'"', .. body, (byte)'"']).GetString()!;
}
