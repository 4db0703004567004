// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using System.Text.Json;
using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>Reads schema objects, one after the other: the keywords of each in the order of the text, each once.</summary>
    private sealed partial class SchemaObjectReader(SchemaReader reader)
    {
        private readonly JsonElement[] _values = new JsonElement[Keywords.Count];
        private readonly List<(Keyword Keyword, string? Name)> _keywords = [];
        private readonly List<Assertion> _assertions = [];
        /// <summary>The largest count there is.</summary>
        private const int MaxCount = 2147483646;

        private SchemaNode _node = null!;
        private bool _isReference;
        private bool _hasNumber;
        private bool _hasText;
        private bool _hasArray;
        private bool _hasObject;

        private Dialect _dialect = null!;

        private SchemaDialect Dialect => _dialect.Draft;

        public void Read(SchemaNode node, JsonElement schema)
        {
            StackGuard.Ensure("the schema");
            Begin(node, schema);
            bool isBareReference = _dialect.IsReferenceAlone && _isReference;
            foreach ((Keyword keyword, string? name) in _keywords)
            {
                KeywordStatus status = _dialect.StatusOf(keyword);
                if (isBareReference && keyword != Keyword.Ref && status == KeywordStatus.Enforced)
                {
                    Remark(keyword, "nothing beside $ref counts in this draft");
                    continue;
                }

                if (status != KeywordStatus.Enforced || ReadKeyword(keyword, _values[(int)keyword]))
                {
                    Use(keyword, name, status);
                }
            }

            node.Assertions = [.. _assertions];
        }

        /// <summary>Finds the keywords, so that those which only have a meaning together can be read together.</summary>
        private void Begin(SchemaNode node, JsonElement schema)
        {
            _node = node;
            Array.Clear(_values);
            _keywords.Clear();
            _assertions.Clear();
            _isReference = _hasNumber = _hasText = _hasArray = _hasObject = false;
            foreach (JsonProperty property in schema.EnumerateObject())
            {
                ReadOnlySpan<byte> name = JsonMarshal.GetRawUtf8PropertyName(property);
                Keyword keyword = name.Contains((byte)'\\') ? Keywords.Find(property.Name) : Keywords.Find(name);
                _isReference |= keyword == Keyword.Ref;
                if (reader._probe?.Drops(node, keyword, property.Value) == true)
                {
                    continue;
                }

                if (keyword != Keyword.Unknown)
                {
                    _values[(int)keyword] = property.Value;
                    _keywords.Add((keyword, null));
                }
                else if (reader._uses is not null)
                {
                    _keywords.Add((keyword, property.Name));
                }
            }

            EnterResource(schema);
        }

        private bool Has(Keyword keyword) => _values[(int)keyword].ValueKind != JsonValueKind.Undefined;

        private void Use(Keyword keyword, string? name, KeywordStatus status, string? reason = null)
        {
            if (reader._uses is { } uses)
            {
                name ??= Keywords.NameOf(keyword);
                uses.Add(new KeywordUse(JsonPointers.Append(_node.Location, name), name, status, reason, null));
            }
        }

        /// <summary>A keyword that restricts nothing where it stands, though it can; false, as it has no assertion.</summary>
        private bool Remark(Keyword keyword, string reason)
        {
            Use(keyword, null, KeywordStatus.Annotation, reason);
            return false;
        }

        /// <summary>Adds the assertion of a keyword; false when it was refused.</summary>
        private bool ReadKeyword(Keyword keyword, JsonElement value)
        {
            switch (keyword)
            {
                case Keyword.Type:
                    _assertions.Add(Assertion.Type.Of(TypesOf(value) | NullOf(Keyword.Nullable)));
                    return true;
                case Keyword.Nullable:
                    NullOf(keyword);
                    return true;
                case Keyword.Enum:
                    _assertions.Add(new Assertion.OneOfValues(Array.ConvertAll(ElementsOf(keyword), v => Checked(v, keyword))));
                    return true;
                case Keyword.Const:
                    _assertions.Add(new Assertion.OneOfValues([Checked(value, keyword)]));
                    return true;
                case Keyword.AllOf:
                    _assertions.Add(new Assertion.AllOf(SchemasOf(keyword)));
                    return true;
                case Keyword.AnyOf:
                    _assertions.Add(new Assertion.AnyOf(SchemasOf(keyword)));
                    return true;
                case Keyword.OneOf:
                    _assertions.Add(new Assertion.OneOf(SchemasOf(keyword)));
                    return true;
                case Keyword.Not:
                    _assertions.Add(new Assertion.Not(SchemaOf(keyword)!));
                    return true;
                case Keyword.If:
                    _assertions.Add(new Assertion.If(SchemaOf(keyword)!, SchemaOf(Keyword.Then), SchemaOf(Keyword.Else)));
                    return true;
                case Keyword.Then or Keyword.Else:
                    return ReadBranch(keyword);
                case Keyword.Ref or Keyword.DynamicRef or Keyword.RecursiveRef:
                    return ReadReference(keyword);
                case Keyword.Minimum or Keyword.Maximum or Keyword.ExclusiveMinimum or Keyword.ExclusiveMaximum or Keyword.MultipleOf:
                    if (IsFirst(ref _hasNumber))
                    {
                        ReadNumber();
                    }

                    return Dialect != SchemaDialect.Draft4
                        || keyword is not (Keyword.ExclusiveMinimum or Keyword.ExclusiveMaximum)
                        || Has(keyword == Keyword.ExclusiveMinimum ? Keyword.Minimum : Keyword.Maximum)
                        || Remark(keyword, "it says nothing without the bound");
                case Keyword.Format:
                    return ReadFormat(StringOf(keyword));
                case Keyword.Pattern:
                    return ReadPattern(StringOf(keyword));
                case Keyword.MinLength or Keyword.MaxLength:
                    if (IsFirst(ref _hasText))
                    {
                        _assertions.Add(new Assertion.Text(Count(Keyword.MinLength) ?? 0, Count(Keyword.MaxLength), null));
                    }

                    return true;
                case Keyword.UniqueItems:
                    if (BooleanOf(keyword))
                    {
                        _assertions.Add(Assertion.UniqueItems.Instance);
                    }

                    return true;
                case Keyword.Contains:
                    ReadContains();
                    return true;
                case Keyword.MinContains or Keyword.MaxContains:
                    return ReadContainsBound(keyword);
                case Keyword.UnevaluatedItems:
                    _assertions.Add(new Assertion.UnevaluatedItems(SchemaOf(keyword)!));
                    return true;
                case Keyword.UnevaluatedProperties:
                    _assertions.Add(new Assertion.UnevaluatedProperties(SchemaOf(keyword)!));
                    return true;
                case Keyword.Dependencies or Keyword.DependentRequired or Keyword.DependentSchemas:
                    ReadDependents(keyword);
                    return true;
                case Keyword.Items or Keyword.PrefixItems or Keyword.AdditionalItems or Keyword.MinItems or Keyword.MaxItems:
                    if (IsFirst(ref _hasArray))
                    {
                        ReadArray();
                    }

                    return keyword != Keyword.AdditionalItems || _values[(int)Keyword.Items].ValueKind == JsonValueKind.Array
                        || Remark(keyword, "it says nothing but after items that are a list");
                default:
                    if (IsFirst(ref _hasObject))
                    {
                        ReadObject();
                    }

                    return true;
            }
        }

        // Keywords that only have a meaning together are read at the first of them, so that each keeps its place in the order.
        private static bool IsFirst(ref bool done) => !done && (done = true);

        private void ReadNumber()
        {
            JsonDecimal? minimum = NumberOf(Keyword.Minimum);
            JsonDecimal? maximum = NumberOf(Keyword.Maximum);
            bool minimumExclusive = false;
            bool maximumExclusive = false;
            if (Dialect == SchemaDialect.Draft4)
            {
                minimumExclusive = BooleanOf(Keyword.ExclusiveMinimum);
                maximumExclusive = BooleanOf(Keyword.ExclusiveMaximum);
            }
            else
            {
                if (NumberOf(Keyword.ExclusiveMinimum) is { } above && (minimum is null || above.CompareTo(minimum) >= 0))
                {
                    (minimum, minimumExclusive) = (above, true);
                }

                if (NumberOf(Keyword.ExclusiveMaximum) is { } below && (maximum is null || below.CompareTo(maximum) <= 0))
                {
                    (maximum, maximumExclusive) = (below, true);
                }
            }

            JsonDecimal? multipleOf = NumberOf(Keyword.MultipleOf);
            if (multipleOf is not null && multipleOf.CompareTo(JsonDecimal.Zero) <= 0)
            {
                throw Wrong(Keyword.MultipleOf, "a number above 0");
            }

            if (multipleOf is not null)
            {
                Divisibility.Check(multipleOf, SourceLocation.AtPointer(PointerTo(Keyword.MultipleOf)));
            }

            _assertions.Add(new Assertion.Number(new NumberBounds(minimum, minimumExclusive, maximum, maximumExclusive, multipleOf)));
        }

        private bool ReadFormat(string format)
        {
            if (!AssertsFormats)
            {
                return Remark(Keyword.Format, "formats are taken for remarks");
            }

            if (NumberFormats.Find(format) is { } numbers)
            {
                _assertions.AddRange(numbers);
                return true;
            }

            if (reader._patterns.Format(format) is not { } body)
            {
                if (reader._options.UnknownFormats == UnknownFormats.Ignore)
                {
                    Remark(Keyword.Format, $"the format \"{format}\" is not known, and unknown ones are taken for remarks");
                }
                else
                {
                    const string Hint = "use pattern, ignore unknown formats, or treat all formats as annotations";
                    reader.Refuse(PointerTo(Keyword.Format), "format", $"the format \"{format}\" is not known", Hint);
                }

                return false;
            }

            _assertions.Add(new Assertion.Text(0, null, body, format));
            return true;
        }

        private bool ReadPattern(string pattern)
        {
            if (CompilePattern(pattern, Keyword.Pattern, null) is not { } body)
            {
                return false;
            }

            _assertions.Add(new Assertion.Text(0, null, body));
            return true;
        }

        /// <summary>The pattern as a regex over string bodies; null when it was refused.</summary>
        private Regex? CompilePattern(string pattern, Keyword keyword, string? name)
        {
            try
            {
                return reader._patterns.Search(pattern);
            }
            catch (GrammarException e)
            {
                string pointer = PointerTo(keyword, name);
                SourceLocation place = SourceLocation.AtPointer(pointer, e.Location?.Offset);
                var located = new GrammarException(e.Error, $"in the regex \"{pattern}\": {e.Problem}", place, e.Construct ?? Keywords.NameOf(keyword), e.Hint, e);
                if (e.Error == GrammarError.Syntax)
                {
                    throw located;
                }

                reader._uses?.Add(new KeywordUse(pointer, Keywords.NameOf(keyword), KeywordStatus.Refused, located.Problem, e.Hint));
                reader._refusals.Add(located);
                return null;
            }
        }

        /// <summary>Without <c>if</c>, which reads them, the branches say nothing.</summary>
        private bool ReadBranch(Keyword keyword) => Has(Keyword.If) || Remark(keyword, "it says nothing without if");

        private void ReadContains()
        {
            bool hasBounds = Dialect >= SchemaDialect.Draft201909;
            int min = hasBounds ? Count(Keyword.MinContains) ?? 1 : 1;
            int? max = hasBounds ? Count(Keyword.MaxContains) : null;
            _node.ContainsEvaluates = Dialect >= SchemaDialect.Draft202012;
            _assertions.Add(new Assertion.Contains(SchemaOf(Keyword.Contains)!, min, max));
        }

        private bool ReadContainsBound(Keyword keyword)
        {
            Count(keyword);
            return Has(Keyword.Contains) || Remark(keyword, "it says nothing without contains");
        }

        private void ReadArray()
        {
            SchemaNode[] prefix = [];
            SchemaNode? rest;
            if (Dialect >= SchemaDialect.Draft202012)
            {
                prefix = Has(Keyword.PrefixItems) ? SchemasOf(Keyword.PrefixItems) : [];
                rest = SchemaOf(Keyword.Items);
            }
            else if (_values[(int)Keyword.Items].ValueKind == JsonValueKind.Array)
            {
                prefix = _values[(int)Keyword.Items].GetArrayLength() == 0 ? [] : SchemasOf(Keyword.Items);
                rest = SchemaOf(Keyword.AdditionalItems);
            }
            else
            {
                rest = SchemaOf(Keyword.Items);
            }

            _assertions.Add(new Assertion.Array(prefix, rest, Count(Keyword.MinItems) ?? 0, Count(Keyword.MaxItems)));
        }
    }
}
