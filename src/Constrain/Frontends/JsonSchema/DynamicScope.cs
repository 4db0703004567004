// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;

namespace Constrain.Frontends.JsonSchema;

/// <summary>For each dynamic anchor, the outermost resource that has it, of those that evaluation has passed.</summary>
/// <remarks>
/// All that a dynamic reference asks of the way that led to it, so a schema is read once for each of these and not once for
/// each way. Equal ones are the same object; there are finitely many, and one in a schema without dynamic anchors.
/// </remarks>
internal sealed class DynamicScope
{
    private readonly SortedDictionary<string, SchemaResource>? _outermost;

    private DynamicScope(int number, SortedDictionary<string, SchemaResource>? outermost)
    {
        Number = number;
        _outermost = outermost;
    }

    /// <summary>That of the beginning.</summary>
    public static DynamicScope Empty { get; } = new(0, null);

    public int Number { get; }

    /// <summary>The outermost resource with a dynamic anchor; null when none has it.</summary>
    public SchemaResource? Outermost(string name) => _outermost?.GetValueOrDefault(name);

    /// <summary>The scopes of one compilation.</summary>
    internal sealed class Table
    {
        /// <summary>Scopes that one schema may need; a schema place is read once in each that it is reached in.</summary>
        public const int MaxScopes = 4_096;

        private Dictionary<string, DynamicScope>? _scopes;
        private Dictionary<(DynamicScope, SchemaResource), DynamicScope>? _entered;

        /// <summary>The scope inside a resource.</summary>
        /// <exception cref="GrammarException">There are too many.</exception>
        public DynamicScope Enter(DynamicScope scope, SchemaResource resource)
        {
            _entered ??= [];
            if (!_entered.TryGetValue((scope, resource), out DynamicScope? inside))
            {
                _entered.Add((scope, resource), inside = Extend(scope, resource));
            }

            return inside;
        }

        private DynamicScope Extend(DynamicScope scope, SchemaResource resource)
        {
            SortedDictionary<string, SchemaResource>? outermost = null;
            foreach (string name in resource.DynamicNames)
            {
                if (scope.Outermost(name) is null)
                {
                    outermost ??= scope._outermost is { } known ? new(known, StringComparer.Ordinal) : new(StringComparer.Ordinal);
                    outermost.Add(name, resource);
                }
            }

            if (outermost is null)
            {
                return scope;
            }

            string key = string.Join('\n', outermost.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Value.Number} {o.Key.Length} {o.Key}")));
            _scopes ??= new(StringComparer.Ordinal);
            if (!_scopes.TryGetValue(key, out DynamicScope? extended))
            {
                _scopes.Add(key, extended = _scopes.Count < MaxScopes - 1 ? new DynamicScope(_scopes.Count + 1, outermost) : throw new GrammarException(
                    GrammarError.LimitExceeded,
                    $"dynamic anchors can be met in more than {MaxScopes} ways",
                    SourceLocation.AtPointer(resource.Location),
                    "$dynamicAnchor",
                    "use $anchor where no other schema is to take its place"));
            }

            return extended;
        }
    }
}
