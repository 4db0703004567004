// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Reads a schema as if some of its keywords were not there, and notes those that could be left out.</summary>
/// <remarks>
/// What has schemas inside is not left out itself, the keywords inside are: a name under <c>properties</c> stays declared
/// whatever becomes of its schema. Where less inside would mean more outside (<c>not</c>, <c>oneOf</c>, <c>if</c>,
/// <c>contains</c>) the keyword goes as a whole.
/// </remarks>
/// <param name="dropped">The places of what is left out.</param>
/// <param name="isAnyOfSplit">Whether to look into the branches of <c>anyOf</c>.</param>
internal sealed class KeywordProbe(HashSet<long> dropped, bool isAnyOfSplit)
{
    private readonly List<(SchemaNode Node, ConflictPart Part)> _met = [];

    /// <summary>How many keywords were met.</summary>
    public int Count => _met.Count;

    /// <summary>Whether a keyword is left out.</summary>
    public bool Drops(SchemaNode node, Keyword keyword, JsonElement value)
    {
        if (IsFrame(keyword))
        {
            return false;
        }

        string name = Keywords.NameOf(keyword);
        return Drops(node, name, JsonPointers.Append(node.Location, name), value);
    }

    /// <summary>Whether a schema that is <c>false</c> is left out.</summary>
    public bool DropsFalse(SchemaNode node, JsonElement value)
    {
        string pointer = node.Location;
        return Drops(node, pointer.Length == 0 ? null : JsonPointers.Unescape(JsonPointers.SegmentsOf(pointer)[^1]), pointer, value);
    }

    /// <summary>What was met and could be left out, each once.</summary>
    public ConflictPart[] PartsUnder(SchemaNode root)
    {
        HashSet<SchemaNode> inside = NodesInside(root);
        return [.. _met.Where(m => !inside.Contains(m.Node)).Select(m => m.Part).DistinctBy(p => p.Place)];
    }

    private bool Drops(SchemaNode node, string? keyword, string pointer, JsonElement value)
    {
        SchemaText text = node.Scope.Resource.Text;
        var location = SourceLocation.AtPointer(pointer);
        var part = new ConflictPart(((long)text.Number << 32) | (uint)text.PlaceOf(value), text.Uri is { } uri ? location.In(uri) : location, keyword, value);
        _met.Add((node, part));
        return dropped.Contains(part.Place);
    }

    private bool IsFrame(Keyword keyword) => keyword switch
    {
        Keyword.AnyOf => isAnyOfSplit,
        Keyword.AllOf or Keyword.Properties or Keyword.PatternProperties or Keyword.AdditionalProperties or Keyword.PropertyNames
            or Keyword.Items or Keyword.PrefixItems or Keyword.AdditionalItems or Keyword.UnevaluatedItems or Keyword.UnevaluatedProperties
            or Keyword.DependentSchemas or Keyword.Then or Keyword.Else or Keyword.Nullable => true,
        _ => keyword > Keyword.UnevaluatedProperties,
    };

    /// <summary>The schemas that some keyword which goes as a whole can reach.</summary>
    private HashSet<SchemaNode> NodesInside(SchemaNode root)
    {
        var outside = new HashSet<SchemaNode>();
        var inside = new HashSet<SchemaNode>();
        var pending = new Stack<(SchemaNode Node, bool IsInside)>([(root, false)]);
        while (pending.TryPop(out (SchemaNode Node, bool IsInside) next))
        {
            if (!(next.IsInside ? inside : outside).Add(next.Node))
            {
                continue;
            }

            foreach (Assertion assertion in next.Node.Assertions)
            {
                (SchemaNode?[] open, SchemaNode?[] whole) = SchemasIn(assertion);
                foreach (SchemaNode? node in open)
                {
                    Push(node, next.IsInside);
                }

                foreach (SchemaNode? node in whole)
                {
                    Push(node, true);
                }
            }
        }

        return inside;

        void Push(SchemaNode? node, bool isInside)
        {
            if (node is not null)
            {
                pending.Push((node, isInside));
            }
        }
    }

    private (SchemaNode?[] Open, SchemaNode?[] Whole) SchemasIn(Assertion assertion) => assertion switch
    {
        Assertion.Array array => ([.. array.Prefix, array.Rest], []),
        Assertion.Object o => ([.. o.Properties.Select(p => p.Schema), .. o.Patterns.Select(p => p.Schema), o.Additional, o.PropertyNames], []),
        Assertion.AllOf all => (all.Schemas, []),
        Assertion.AnyOf any => isAnyOfSplit ? (any.Schemas, []) : ([], any.Schemas),
        Assertion.OneOf one => ([], one.Schemas),
        Assertion.Not not => ([], [not.Schema]),
        Assertion.If condition => ([condition.Then, condition.Else], [condition.Condition]),
        Assertion.Dependent dependent => ([dependent.Schema], []),
        Assertion.Contains contains => ([], [contains.Schema]),
        Assertion.UnevaluatedItems items => ([items.Schema], []),
        Assertion.UnevaluatedProperties properties => ([properties.Schema], []),
        _ => ([], []),
    };
}

/// <summary>A keyword, or a schema <c>false</c>, that may have a part in a contradiction.</summary>
/// <param name="Place">The number of the text and the offset of the value in it: it grows in the order of the texts.</param>
/// <param name="Location">The same for people.</param>
/// <param name="Keyword">The keyword; null when the whole document is <c>false</c>.</param>
/// <param name="Value">What it says.</param>
internal sealed record ConflictPart(long Place, SourceLocation Location, string? Keyword, JsonElement Value);
