// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.Gbnf;

/// <summary>Groups that are open while the text is read.</summary>
internal sealed partial class GbnfParser
{
    /// <summary>A group that is open: its alternatives so far, the last of them unfinished.</summary>
    private sealed class Group(int offset)
    {
        private readonly List<GbnfNode> _alternatives = [];
        private List<GbnfNode> _items = [];

        /// <summary>Where the parenthesis stands.</summary>
        public int Offset { get; } = offset;

        public void Push(GbnfNode item) => _items.Add(item);

        /// <summary>Takes back the last item of the alternative at hand; null when it has none.</summary>
        public GbnfNode? Pop()
        {
            if (_items.Count == 0)
            {
                return null;
            }

            GbnfNode item = _items[^1];
            _items.RemoveAt(_items.Count - 1);
            return item;
        }

        public void EndAlternative(List<GbnfNode> nodes)
        {
            _alternatives.Add(_items.Count == 1 ? _items[0] : Added(new GbnfNode.Sequence(_items), nodes));
            _items = [];
        }

        public GbnfNode Close(List<GbnfNode> nodes)
        {
            EndAlternative(nodes);
            return _alternatives.Count == 1 ? _alternatives[0] : Added(new GbnfNode.Choice(_alternatives), nodes);
        }

        private static GbnfNode Added(GbnfNode node, List<GbnfNode> nodes)
        {
            nodes.Add(node);
            return node;
        }
    }
}
