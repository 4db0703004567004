// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.Gbnf;

/// <summary>The syntax tree of GBNF text, resolved: every reference knows its definition.</summary>
internal sealed class GbnfSyntax(string text, IReadOnlyList<GbnfDefinition> definitions)
{
    public IReadOnlyList<GbnfDefinition> Definitions { get; } = definitions;

    /// <summary>The rule to start from.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Syntax"/>: there is no such rule.</exception>
    public GbnfDefinition Find(string root) => Definitions.FirstOrDefault(d => d.Name == root)
        ?? throw new GrammarException(
            GrammarError.Syntax,
            $"the grammar has no rule \"{root}\" to start from",
            construct: root,
            hint: NearestName.Hint(root, Definitions.Select(d => d.Name)) ?? "define it, or name another rule as the root");

    /// <summary>The line and column of an offset of the text.</summary>
    public SourceLocation LocationOf(int offset) => GbnfErrors.LocationOf(text, offset);

    /// <inheritdoc cref="GbnfErrors.Within"/>
    public GrammarException Within(int offset, GrammarException error) => GbnfErrors.Within(text, offset, error);

    /// <summary>The lines and columns of the definitions, in one pass over the text.</summary>
    public IEnumerable<SourceLocation> Locations() => GbnfErrors.LocationsOf(text, Definitions.Select(d => d.Offset));
}

/// <summary>One rule: <c>name ::= body</c>.</summary>
/// <remarks>
/// Shape: <see cref="Nodes"/> holds every node of the body, each after its children and the body itself last, so that a pass
/// over the tree is a loop over the list; nesting is the user's to choose, and a recursion could overflow the stack.
/// </remarks>
internal sealed class GbnfDefinition(string name, int offset)
{
    public string Name { get; } = name;

    /// <summary>Where the name stands in the text, in UTF-16 units.</summary>
    public int Offset { get; } = offset;

    public List<GbnfNode> Nodes { get; } = [];

    public GbnfNode Body => Nodes[^1];

    /// <summary>The rules that the body refers to, each as often as it does.</summary>
    public IEnumerable<GbnfDefinition> References => Nodes.OfType<GbnfNode.Reference>().Select(r => r.Definition);
}

/// <summary>A node of a rule's body.</summary>
internal abstract class GbnfNode
{
    /// <summary>The node it is a child of; null for the body of a rule.</summary>
    public GbnfNode? Parent { get; private set; }

    /// <summary>A node without children that has a word, whatever the rules are.</summary>
    internal abstract class Leaf : GbnfNode;

    /// <summary>These characters.</summary>
    internal sealed class Literal(string text) : Leaf
    {
        public string Text { get; } = text;
    }

    /// <summary>One character of a set.</summary>
    internal sealed class Class(CodePointSet set) : Leaf
    {
        public CodePointSet Set { get; } = set;
    }

    /// <summary>A token of the vocabulary, or every other token.</summary>
    internal sealed class Token(string? name, int? id, bool isNegated, int offset) : Leaf
    {
        /// <summary>The text of the token; null where it is given by its number.</summary>
        public string? Name { get; } = name;

        /// <summary>Its number; null where it is given by its text.</summary>
        public int? Id { get; } = id;

        public bool IsNegated { get; } = isNegated;

        /// <summary>Where it stands in the text, in UTF-16 units.</summary>
        public int Offset { get; } = offset;
    }

    /// <summary>A text that a regex matches from its beginning to its end.</summary>
    internal sealed class Matching(Pattern pattern, int offset) : Leaf
    {
        public Pattern Pattern { get; } = pattern;

        /// <summary>What the places in the pattern count from, in UTF-16 units of the text.</summary>
        public int Offset { get; } = offset;
    }

    /// <summary>A JSON document that satisfies a JSON Schema.</summary>
    internal sealed class Document(string schema, int offset) : Leaf
    {
        public string Schema { get; } = schema;

        /// <summary>Where the schema begins, in UTF-16 units.</summary>
        public int Offset { get; } = offset;
    }

    /// <summary>A word of another rule, or of the same.</summary>
    internal sealed class Reference(string name, int offset) : GbnfNode
    {
        public string Name { get; } = name;

        /// <summary>Where the name stands in the text, in UTF-16 units.</summary>
        public int Offset { get; } = offset;

        /// <summary>The rule of that name; set once all the text is read.</summary>
        public GbnfDefinition Definition { get; set; } = null!;
    }

    /// <summary>A word of each item, one after the other; without items the empty word.</summary>
    internal sealed class Sequence : GbnfNode
    {
        public Sequence(IReadOnlyList<GbnfNode> items) => Items = Adopt(items);

        public IReadOnlyList<GbnfNode> Items { get; }
    }

    /// <summary>A word of any item.</summary>
    internal sealed class Choice : GbnfNode
    {
        public Choice(IReadOnlyList<GbnfNode> items) => Items = Adopt(items);

        public IReadOnlyList<GbnfNode> Items { get; }
    }

    /// <summary>Between <see cref="Min"/> and <see cref="Max"/> words of the inner node, both included.</summary>
    /// <remarks><see cref="Regex.Repeat.Unbounded"/> stands for no maximum.</remarks>
    internal sealed class Repeat : GbnfNode
    {
        public Repeat(GbnfNode inner, int min, int max)
        {
            inner.Parent = this;
            (Inner, Min, Max) = (inner, min, max);
        }

        public GbnfNode Inner { get; }

        public int Min { get; }

        public int Max { get; }
    }

    private IReadOnlyList<GbnfNode> Adopt(IReadOnlyList<GbnfNode> children)
    {
        foreach (GbnfNode child in children)
        {
            child.Parent = this;
        }

        return children;
    }
}
