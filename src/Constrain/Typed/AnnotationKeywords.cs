// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.Typed;

/// <summary>The keywords that DataAnnotations on a member stand for, added to those of the member's type.</summary>
/// <remarks>
/// A validation attribute that no keyword expresses is refused: a value that the schema lets through would fail to validate later.
/// Lengths count characters (code points), as JSON Schema does, where .NET's validators count UTF-16 units. A pattern is that of
/// JSON Schema's dialect and holds for the whole text; the empty text, which <c>[RegularExpression]</c> lets through whatever the
/// pattern says, has to match it too.
/// </remarks>
[RequiresUnreferencedCode(TypeSchema.ReflectionReason)]
[RequiresDynamicCode(TypeSchema.ReflectionReason)]
internal sealed class AnnotationKeywords
{
    private readonly JsonObject _keywords;
    private readonly Type _type;
    private readonly TypeContracts _contracts;
    private readonly ContractShape _shape;

    /// <summary>Starts from the keywords of the member's type.</summary>
    /// <param name="keywords">Where keywords are added.</param>
    /// <param name="type">The member's type; for <see cref="Nullable{T}"/>, its T.</param>
    /// <param name="contracts">What refuses.</param>
    public AnnotationKeywords(JsonObject keywords, Type type, TypeContracts contracts)
    {
        _keywords = keywords;
        _type = type;
        _contracts = contracts;
        _shape = contracts.ShapeOf(type);
    }

    /// <summary>The text of <c>[Description]</c> or <c>[Display(Description)]</c>, if any.</summary>
    public static string? DescriptionOf(IEnumerable<Attribute> attributes) =>
        attributes.OfType<DescriptionAttribute>().FirstOrDefault()?.Description
        ?? attributes.OfType<DisplayAttribute>().FirstOrDefault()?.GetDescription();

    /// <summary>The text of <c>[Display(Name)]</c> or <c>[DisplayName]</c>, if any.</summary>
    public static string? TitleOf(IEnumerable<Attribute> attributes) =>
        attributes.OfType<DisplayAttribute>().FirstOrDefault()?.GetName()
        ?? attributes.OfType<DisplayNameAttribute>().FirstOrDefault()?.DisplayName;

    /// <summary>Adds the keywords of all validation attributes.</summary>
    public void AddAll(IEnumerable<Attribute> attributes)
    {
        foreach (ValidationAttribute attribute in attributes.OfType<ValidationAttribute>())
            Add(attribute);
    }

    private void Add(ValidationAttribute attribute)
    {
        switch (attribute)
        {
            case RequiredAttribute required:
                if (_type == typeof(string) && !required.AllowEmptyStrings)
                    AddPattern(TextPatterns.NotBlank);
                break;
            case RangeAttribute range:
                AddRange(range);
                break;
            case StringLengthAttribute length:
                RequireString(attribute);
                AddCount(attribute, length.MinimumLength, length.MaximumLength);
                break;
            case LengthAttribute length:
                AddCount(attribute, length.MinimumLength, length.MaximumLength);
                break;
            case MinLengthAttribute length:
                AddCount(attribute, length.Length, null);
                break;
            case MaxLengthAttribute length:
                AddCount(attribute, 0, length.Length < 0 ? null : length.Length);
                break;
            case RegularExpressionAttribute regex:
                RequireString(attribute);
                AddPattern(TextPatterns.Whole(regex.Pattern));
                break;
            case EmailAddressAttribute:
                RequireString(attribute);
                AddFormat("email", TextPatterns.Email);
                break;
            case UrlAttribute when _type == typeof(Uri):
                AddPattern(TextPatterns.Url);
                break;
            case UrlAttribute:
                RequireString(attribute);
                AddFormat("uri", TextPatterns.Url);
                break;
            case Base64StringAttribute:
                RequireString(attribute);
                AddPattern(TextPatterns.Base64);
                break;
            case AllowedValuesAttribute allowed:
                JsonNode?[] values = [.. allowed.Values.Select(value => JsonSerializer.SerializeToNode(value, _contracts.Options))];
                _keywords["enum"] = new JsonArray(values);
                break;
            default:
                // DataTypeAttribute itself is a display hint and checks nothing; those derived from it check.
                if (attribute.GetType() == typeof(DataTypeAttribute))
                    break;
                throw Refuse(
                    attribute,
                    "no keyword says the same",
                    "express it with [RegularExpression], [Range] or [AllowedValues], or remove it and check the result");
        }
    }

    private void AddRange(RangeAttribute range)
    {
        if (!_keywords.ContainsKey("minimum") || _shape != ContractShape.Scalar)
            throw Refuse(range, "it bounds a value that is no number in JSON", "use it on numbers");
        Tighten(range.Minimum, range.MinimumIsExclusive, "minimum", "exclusiveMinimum", sign: 1);
        Tighten(range.Maximum, range.MaximumIsExclusive, "maximum", "exclusiveMaximum", sign: -1);
    }

    /// <summary>Takes a bound unless the type's own is at least as tight.</summary>
    private void Tighten(object bound, bool isExclusive, string inclusive, string exclusive, int sign)
    {
        string text = Convert.ToString(bound, CultureInfo.InvariantCulture)!.Trim();
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsNaN(value))
            throw _contracts.Refuse(_type, $"the bound '{text}' of [Range] is not a number", "write it with invariant digits");
        if (double.IsInfinity(value))
            return;
        int order = sign * Compare(text, _keywords[inclusive]!.ToJsonString());
        if (order < 0 || (order == 0 && !isExclusive))
            return;
        if (isExclusive)
            _keywords.Remove(inclusive);
        _keywords[isExclusive ? exclusive : inclusive] = JsonNode.Parse(JsonNumber(text));
    }

    // Exact up to 28 digits; beyond them the bounds of the types concerned are far apart.
    private static int Compare(string left, string right) =>
        TryDecimal(left, out decimal exactLeft) && TryDecimal(right, out decimal exactRight)
            ? exactLeft.CompareTo(exactRight)
            : double.Parse(left, CultureInfo.InvariantCulture).CompareTo(double.Parse(right, CultureInfo.InvariantCulture));

    private static bool TryDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    // "[Range(typeof(decimal), "+.5", "07")]" is legal in .NET and not in JSON.
    private static string JsonNumber(string text) => TryDecimal(text, out decimal value)
        ? value.ToString(CultureInfo.InvariantCulture)
        : double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

    private void AddCount(ValidationAttribute attribute, int least, int? most)
    {
        (string minimum, string maximum) = _shape switch
        {
            ContractShape.Scalar when _type == typeof(string) => ("minLength", "maxLength"),
            ContractShape.Array => ("minItems", "maxItems"),
            ContractShape.Dictionary => ("minProperties", "maxProperties"),
            _ => throw Refuse(attribute, "it counts neither characters nor elements here", "use it on strings and collections"),
        };
        if (least > ((int?)_keywords[minimum] ?? 0))
            _keywords[minimum] = least;
        if (most < ((int?)_keywords[maximum] ?? int.MaxValue))
            _keywords[maximum] = most;
    }

    private void AddFormat(string format, string pattern)
    {
        _keywords["format"] = format;
        AddPattern(pattern);
    }

    private void AddPattern(string pattern)
    {
        if (!_keywords.ContainsKey("pattern"))
            _keywords["pattern"] = pattern;
        else if (_keywords["allOf"] is JsonArray others)
            others.Add(new JsonObject { ["pattern"] = pattern });
        else
            _keywords["allOf"] = new JsonArray(new JsonObject { ["pattern"] = pattern });
    }

    private void RequireString(ValidationAttribute attribute)
    {
        if (_type != typeof(string))
            throw Refuse(attribute, "it checks text", "use it on a string");
    }

    private GrammarException Refuse(ValidationAttribute attribute, string problem, string hint)
    {
        string name = attribute.GetType().Name;
        const string Suffix = nameof(Attribute);
        name = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
        return _contracts.Refuse(_type, $"[{name}] cannot be enforced: {problem}", hint);
    }
}
