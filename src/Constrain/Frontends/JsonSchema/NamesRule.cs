// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>A node of the prefix tree of the names that the next member may have: the rest of a name after what they share.</summary>
/// <remarks>
/// What ends the name, the value and the members after it follow at the leaves. A state inside a name so has one
/// pair for each way on and not one for each name, and nothing is built for names that a text does not begin as. Names with
/// several spellings and cells of undeclared names are no part of the tree and stand beside its root.
/// </remarks>
internal sealed class NamesRule : Rule
{
    private readonly NextMembers _next;
    private readonly int[] _sorted;
    private readonly int _low;
    private readonly int _high;
    private readonly int _depth;

    /// <param name="next">The members.</param>
    /// <param name="sorted">The declared properties that may come and have one spelling, ascending by their bytes.</param>
    /// <param name="low">The first of them in this node.</param>
    /// <param name="high">The end of those in this node.</param>
    /// <param name="depth">How many bytes of the names are read.</param>
    private NamesRule(NextMembers next, int[] sorted, int low, int high, int depth)
    {
        _next = next;
        _sorted = sorted;
        _low = low;
        _high = high;
        _depth = depth;
    }

    public override string Name => IsRoot ? "names" : $"names after {_depth} bytes";

    internal override long MinLengthBound => 1;

    internal override bool IsSurelyProductive => IsRoot ? _next.IsAnySure() : IsAnySure();

    internal override Rule? Twin => _next.Flat is { } flat ? new NamesRule(flat, _sorted, _low, _high, _depth) : null;

    private bool IsRoot => _depth == 0;

    /// <summary>The root of the tree.</summary>
    public static NamesRule Of(NextMembers next)
    {
        int[] all = next.Names.Sorted;
        int[] sorted = Array.TrueForAll(all, next.MayCome) ? all : Array.FindAll(all, next.MayCome);
        return new NamesRule(next, sorted, 0, sorted.Length, 0);
    }

    /// <summary>A name that is not declared must differ from those written before, so it may be longer than the shortest.</summary>
    internal override IEnumerable<LengthSum> LengthSums()
    {
        int others = IsRoot && _next.MayAddOthers ? _next.Shape.Cells.Length : 0;
        if (others == 0 || Enumerable.Range(0, others).All(i => _next.DetourOf(i) == 0))
        {
            return base.LengthSums();
        }

        var detours = Enumerable.Range(0, others).ToDictionary(i => (Symbol)_next.Rules.Grammar.Terminal(_next.Rules.CellOf(_next.Shape, i)), _next.DetourOf);
        return Productions.Select(p => LengthSum.Longer(p, detours.GetValueOrDefault(p.Head)));
    }

    protected override IReadOnlyList<Sequence> Expand()
    {
        var productions = new List<Sequence>();
        for (int low = _low; low < _high;)
        {
            int high = low + 1;
            int character = LengthOfCharacter(BytesAt(low)[_depth]);
            while (high < _high && BytesAt(high).AsSpan(_depth).StartsWith(BytesAt(low).AsSpan(_depth, character)))
            {
                high++;
            }

            if (high == low + 1)
            {
                AddLeaf(_sorted[low], productions);
            }
            else
            {
                productions.Add(Branch(low, high));
            }

            low = high;
        }

        if (IsRoot)
        {
            AddRegexes(productions);
        }

        return productions;
    }

    // No character is cut, so that every terminal is one of characters.
    private static int LengthOfCharacter(byte lead) => lead switch { < 0xC0 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };

    private void AddLeaf(int index, List<Sequence> productions)
    {
        Grammar grammar = _next.Rules.Grammar;
        Regex name = grammar.Regexes.Concat(
            grammar.Regexes.Literal(_next.Names.Bytes[index].AsSpan(_depth)), _next.Rules.Notation.AfterName);
        Add(name, _next.WaysOf(index), productions);
    }

    private Sequence Branch(int low, int high)
    {
        Grammar grammar = _next.Rules.Grammar;
        ReadOnlySpan<byte> first = BytesAt(low).AsSpan(_depth);
        int shared = first.CommonPrefixLength(BytesAt(high - 1).AsSpan(_depth));
        while ((first[shared] & 0xC0) == 0x80)
        {
            shared--;
        }

        return grammar.Sequence(
            grammar.Terminal(grammar.Regexes.Literal(first[..shared])),
            new NamesRule(_next, _sorted, low, high, _depth + shared));
    }

    private void Add(Regex name, IEnumerable<(ValueRule Value, MembersRule After)> ways, List<Sequence> productions)
    {
        Grammar grammar = _next.Rules.Grammar;
        foreach ((ValueRule value, MembersRule after) in ways)
        {
            productions.Add(grammar.Sequence(grammar.Terminal(name), value, after));
        }
    }

    private void AddRegexes(List<Sequence> productions)
    {
        foreach (int index in _next.Names.SeveralSpellings)
        {
            if (_next.MayCome(index))
            {
                Add(_next.Rules.Notation.Name(_next.Shape.Properties[index].Name), _next.WaysOf(index), productions);
            }
        }

        for (int i = 0; _next.MayAddOthers && i < _next.Shape.Cells.Length; i++)
        {
            Add(_next.Rules.CellOf(_next.Shape, i), _next.WaysOfCell(i), productions);
        }
    }

    private bool IsAnySure()
    {
        for (int i = _low; i < _high; i++)
        {
            if (_next.IsSure(_sorted[i]))
            {
                return true;
            }
        }

        return false;
    }

    private byte[] BytesAt(int position) => _next.Names.Bytes[_sorted[position]];
}
