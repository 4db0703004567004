// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.Gbnf;

/// <summary>The strongly connected components of a graph: the sets of nodes that reach each other.</summary>
internal static class StronglyConnected
{
    /// <summary>The components of everything that can be reached; each comes after the components that it leads to.</summary>
    /// <remarks>Method: Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972, without recursion.</remarks>
    public static List<IReadOnlyList<T>> Components<T>(IEnumerable<T> starts, Func<T, IEnumerable<T>> successors)
        where T : class
    {
        var components = new List<IReadOnlyList<T>>();
        var low = new Dictionary<T, int>();
        var done = new HashSet<T>();
        var unassigned = new Stack<T>();
        var path = new Stack<(T Node, int Index, IEnumerator<T> Successors)>();
        foreach (T start in starts)
        {
            Enter(start);
            while (path.TryPeek(out var top))
            {
                if (top.Successors.MoveNext())
                {
                    T next = top.Successors.Current;
                    if (!Enter(next) && !done.Contains(next))
                    {
                        low[top.Node] = Math.Min(low[top.Node], low[next]);
                    }

                    continue;
                }

                top.Successors.Dispose();
                path.Pop();
                if (path.TryPeek(out var parent))
                {
                    low[parent.Node] = Math.Min(low[parent.Node], low[top.Node]);
                }

                if (low[top.Node] == top.Index)
                {
                    components.Add(Assign(top.Node));
                }
            }
        }

        return components;

        bool Enter(T node)
        {
            int index = low.Count;
            if (!low.TryAdd(node, index))
            {
                return false;
            }

            unassigned.Push(node);
            path.Push((node, index, successors(node).GetEnumerator()));
            return true;
        }

        List<T> Assign(T root)
        {
            var component = new List<T>();
            T node;
            do
            {
                node = unassigned.Pop();
                done.Add(node);
                low[node] = int.MaxValue;
                component.Add(node);
            }
            while (node != root);

            component.Reverse();
            return component;
        }
    }
}
