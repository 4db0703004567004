// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>Refuses schemas that refer to themselves without a property or an item in between.</summary>
/// <remarks>
/// What such a schema means would be found by asking what it means. Found before anything is worked out, since that happens
/// when a document gets there. A depth-first search with its own stack: a chain of references is as long as the document likes.
/// </remarks>
internal static class ReferenceCycles
{
    /// <summary>The error of the first schema that leads back to itself; null when there is none.</summary>
    public static GrammarException? Find(IEnumerable<SchemaNode> nodes)
    {
        var path = new Stack<(SchemaNode Node, SchemaNode[] Next, int Index)>();
        foreach (SchemaNode start in nodes)
        {
            Enter(start);
            while (path.TryPop(out (SchemaNode Node, SchemaNode[] Next, int Index) top))
            {
                if (top.Index == top.Next.Length)
                {
                    top.Node.IsOnReferencePath = false;
                    continue;
                }

                SchemaNode next = top.Next[top.Index];
                path.Push(top with { Index = top.Index + 1 });
                if (next.IsOnReferencePath is null)
                {
                    Enter(next);
                }
                else if (next.IsOnReferencePath == true)
                {
                    return new GrammarException(
                        GrammarError.Unsupported,
                        "the schema refers to itself without a property or an item in between, so it has no meaning",
                        SourceLocation.AtPointer(next.Location),
                        "$ref",
                        "break the cycle of references");
                }
            }
        }

        return null;

        void Enter(SchemaNode node)
        {
            if (node.IsOnReferencePath is null)
            {
                SchemaNode[] parts = PartsOf(node);
                node.IsOnReferencePath = parts.Length > 0;
                if (parts.Length > 0)
                {
                    path.Push((node, parts, 0));
                }
            }
        }
    }

    /// <summary>The schemas that apply to the same value.</summary>
    private static SchemaNode[] PartsOf(SchemaNode node)
    {
        List<SchemaNode>? parts = null;
        foreach (Assertion assertion in node.Assertions)
        {
            SchemaNode[] more = assertion switch
            {
                Assertion.AllOf all => all.Schemas,
                Assertion.AnyOf any => any.Schemas,
                Assertion.OneOf one => one.Schemas,
                Assertion.Not not => [not.Schema],
                Assertion.If condition => [.. new[] { condition.Condition, condition.Then, condition.Else }.OfType<SchemaNode>()],
                Assertion.Dependent { Schema: { } schema } => [schema],
                _ => [],
            };
            if (more.Length > 0)
            {
                (parts ??= []).AddRange(more);
            }
        }

        return parts is null ? [] : [.. parts];
    }
}
