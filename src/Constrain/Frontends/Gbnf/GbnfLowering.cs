// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Text;
using Constrain.Frontends.JsonSchema;
using Constrain.Frontends.Patterns;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.Gbnf;

/// <summary>Turns syntax trees into the productions of a grammar, with terminals as large as they can be.</summary>
/// <remarks>
/// A rule that leads back to itself is called; any other is put in place of its references, as one regex where it is regular,
/// for a mask inside one regex depends on nothing else and is found sooner. What that may cost is bounded by
/// <see cref="MaxRuleCost"/> and <see cref="MaxTotalCost"/>: a rule that is too large is called as well, which is slower and
/// means the same. Without these a chain <c>a ::= b b, b ::= c c, ...</c> would double at each rule.
/// Repetitions stay counters: of regexes in the regex, of anything else in a <see cref="CountedRule"/>.
/// </remarks>
internal sealed class GbnfLowering
{
    /// <summary>Nodes that one reference may copy: the parts of a concatenation or union. A word of that length, say.</summary>
    private const int MaxRuleCost = 256;

    /// <summary>Nodes that all references together may copy; about 150 bytes each, so 40 MiB.</summary>
    private const int MaxTotalCost = 1 << 18;

    private readonly GbnfSyntax _syntax;
    private readonly Grammar _grammar;
    private readonly GbnfRuleTable _table;
    private readonly Utf8 _utf8;
    private readonly Dictionary<GbnfDefinition, Regex> _folded = [];
    private readonly Dictionary<GbnfDefinition, Symbol> _called = [];
    private readonly Dictionary<GbnfNode, Part> _parts = [];
    private int _groups;
    private int _totalCost;

    private GbnfLowering(GbnfSyntax syntax, RegexBuilder regexes)
    {
        _syntax = syntax;
        _grammar = new Grammar(regexes);
        _table = new GbnfRuleTable(_grammar);
        _utf8 = new Utf8(regexes);
    }

    private RegexBuilder Regexes => _grammar.Regexes;

    /// <summary>The grammar of the words of one rule.</summary>
    /// <exception cref="GrammarException">There is no such rule, it has no word, or a limit is passed.</exception>
    public static Grammar Lower(GbnfSyntax syntax, string root, RegexBuilder regexes)
    {
        GbnfDefinition start = syntax.Find(root);
        var lowering = new GbnfLowering(syntax, regexes);
        lowering.LowerFrom(start);
        return lowering._grammar;
    }

    private void LowerFrom(GbnfDefinition start)
    {
        foreach (IReadOnlyList<GbnfDefinition> rules in StronglyConnected.Components([start], r => r.References))
        {
            if (rules.Count > 1 || rules[0].References.Contains(rules[0]))
            {
                foreach (GbnfDefinition rule in rules)
                {
                    _called.Add(rule, _table.Written(rule.Name, rule.Offset));
                }
            }

            foreach (GbnfDefinition rule in rules)
            {
                Define(rule, LowerBody(rule));
            }
        }

        _grammar.Root = _folded.TryGetValue(start, out Regex? regex) ? _grammar.Terminal(regex) : _called[start];
        _grammar.ResolveLengths([.. _table.Rules]);
        Unproductive.Refuse(_grammar.Root, start.Name, _syntax);
        LeftRecursion.Remove(_table, _syntax);
    }

    private void Define(GbnfDefinition rule, Part body)
    {
        if (_called.TryGetValue(rule, out Symbol? symbol))
        {
            ((WrittenRule)symbol).Define(AlternativesOf(body));
        }
        else if (body.Regex is { } regex)
        {
            _folded.Add(rule, regex);
        }
        else if (body.Alternatives is [{ IsEmpty: false, Rest.IsEmpty: true } only])
        {
            _called.Add(rule, only.Head);
        }
        else
        {
            WrittenRule written = _table.Written(rule.Name, rule.Offset);
            written.Define(body.Alternatives);
            _called.Add(rule, written);
        }
    }

    private Part LowerBody(GbnfDefinition rule)
    {
        foreach (GbnfNode node in rule.Nodes)
        {
            // A sequence in a sequence and a choice in a choice are taken apart by the outermost, or nesting would cost its square.
            if ((node is GbnfNode.Sequence && node.Parent is GbnfNode.Sequence) || (node is GbnfNode.Choice && node.Parent is GbnfNode.Choice))
            {
                continue;
            }

            _parts.Add(node, node switch
            {
                GbnfNode.Literal literal => new Part(Regexes.Literal(literal.Text)),
                GbnfNode.Class characters => new Part(_utf8.Of(characters.Set)),
                GbnfNode.Token token => LowerToken(token),
                GbnfNode.Matching matching => LowerPattern(matching),
                GbnfNode.Document document => LowerSchema(document),
                GbnfNode.Reference reference => LowerReference(reference.Definition),
                GbnfNode.Sequence => LowerSequence(Flatten(node), rule),
                GbnfNode.Choice => LowerChoice(Flatten(node)),
                GbnfNode.Repeat repeat => Repeat(_parts[repeat.Inner], repeat.Min, repeat.Max, rule),
                _ => throw new UnreachableException(),
            });
        }

        Part body = _parts[rule.Body];
        _parts.Clear();
        return body;
    }

    /// <summary>The items of a node; an item of its own kind is replaced by the items of that.</summary>
    private static List<GbnfNode> Flatten(GbnfNode node)
    {
        var items = new List<GbnfNode>();
        var pending = new Stack<GbnfNode>([node]);
        while (pending.TryPop(out GbnfNode? next))
        {
            IReadOnlyList<GbnfNode>? inner = next switch
            {
                GbnfNode.Sequence sequence when node is GbnfNode.Sequence => sequence.Items,
                GbnfNode.Choice choice when node is GbnfNode.Choice => choice.Items,
                _ => null,
            };
            if (inner is null)
            {
                items.Add(next);
                continue;
            }

            for (int i = inner.Count - 1; i >= 0; i--)
            {
                pending.Push(inner[i]);
            }
        }

        return items;
    }

    private Part LowerReference(GbnfDefinition rule)
    {
        if (!_called.TryGetValue(rule, out Symbol? symbol))
        {
            Regex regex = _folded[rule];
            int cost = CostOf(regex);
            if (cost <= MaxRuleCost && _totalCost + cost <= MaxTotalCost)
            {
                _totalCost += cost;
                return new Part(regex);
            }

            WrittenRule written = _table.Written(rule.Name, rule.Offset);
            written.Define([_grammar.Sequence(_grammar.Terminal(regex))]);
            _called.Add(rule, symbol = written);
        }

        return new Part([_grammar.Sequence(symbol)]);
    }

    private Part LowerToken(GbnfNode.Token token)
    {
        TokenSymbol leaf = _grammar.Token(token.Name, token.Id, token.IsNegated, _syntax.LocationOf(token.Offset));
        return new Part([_grammar.Sequence(_table.Foreign(leaf.ToString(), leaf))]);
    }

    private Part LowerPattern(GbnfNode.Matching matching)
    {
        try
        {
            Regex regex = PatternLowering.Full(matching.Pattern, new Utf8CharEncoding(Regexes));
            return !Regexes.IsEmpty(regex)
                ? new Part(regex)
                : throw new GrammarException(GrammarError.Unsatisfiable, "no text matches the regex", hint: "leave out the alternative");
        }
        catch (GrammarException e)
        {
            throw _syntax.Within(matching.Offset, e);
        }
    }

    private Part LowerSchema(GbnfNode.Document document)
    {
        try
        {
            Symbol value = JsonSchemaFrontend.Compile(document.Schema, _grammar);
            _ = _grammar.MinLength(value);
            return new Part([_grammar.Sequence(_table.Foreign("json", value))]);
        }
        catch (GrammarException e)
        {
            throw _syntax.Within(document.Offset, e);
        }
    }

    private Part LowerSequence(List<GbnfNode> items, GbnfDefinition rule)
    {
        List<Part> parts = JoinOptional(items.ConvertAll(i => _parts[i]), rule);
        if (parts.TrueForAll(p => p.Regex is not null))
        {
            return new Part(Regexes.Concat([.. parts.Select(p => p.Regex!)]));
        }

        Sequence sequence = _grammar.Empty;
        for (int i = parts.Count - 1; i >= 0; i--)
        {
            sequence = parts[i].Alternatives is [var only] ? Join(only, sequence) : _grammar.Prepend(SymbolOf(parts[i], rule), sequence);
        }

        return new Part([sequence]);
    }

    /// <summary>Makes a count of an optional item that is written many times over: <c>x? x? x?</c> is <c>x{0,3}</c>.</summary>
    /// <remarks>Where every item may be left out, each position has as many parses as items, which a count does not have.</remarks>
    private List<Part> JoinOptional(List<Part> parts, GbnfDefinition rule)
    {
        var joined = new List<Part>(parts.Count);
        for (int i = 0, end; i < parts.Count; i = end)
        {
            end = i + 1;
            Part part = parts[i];
            if (part.Regex is { IsNullable: true } || part.Alternatives.Contains(_grammar.Empty))
            {
                while (end < parts.Count && part.IsSame(parts[end]))
                {
                    end++;
                }
            }

            joined.Add(end == i + 1 ? part : Repeat(part, end - i, end - i, rule));
        }

        return joined;
    }

    private Part LowerChoice(List<GbnfNode> items)
    {
        var words = items.OfType<GbnfNode.Literal>().Select(l => Encoding.UTF8.GetBytes(l.Text));
        IEnumerable<Regex> regexes = items.Where(i => i is not GbnfNode.Literal).Select(i => _parts[i].Regex).OfType<Regex>();
        Regex union = Regexes.Union([Regexes.Literals(words), .. regexes]);
        Sequence[] alternatives = [.. items.Select(i => _parts[i]).Where(p => p.Regex is null).SelectMany(p => p.Alternatives)];
        return alternatives.Length == 0
            ? new Part(union)
            : new Part(union == Regexes.Nothing ? alternatives : [.. alternatives, _grammar.Sequence(_grammar.Terminal(union))]);
    }

    private Part Repeat(Part inner, int min, int max, GbnfDefinition rule) =>
        inner.Regex is { } regex ? new Part(Regexes.Repeat(regex, min, max))
        : max == 0 ? new Part(Regexes.Epsilon)
        : (min, max) == (0, 1) ? new Part([.. inner.Alternatives, _grammar.Empty])
        : new Part([_grammar.Sequence(_table.Counted(SymbolOf(inner, rule), min, max))]);

    private Symbol SymbolOf(Part part, GbnfDefinition rule)
    {
        if (part.Regex is { } regex)
        {
            return _grammar.Terminal(regex);
        }

        if (part.Alternatives is [{ IsEmpty: false, Rest.IsEmpty: true } only])
        {
            return only.Head;
        }

        WrittenRule group = _table.Written($"{rule.Name}_{++_groups}", null);
        group.Define(part.Alternatives);
        return group;
    }

    private IReadOnlyList<Sequence> AlternativesOf(Part part) =>
        part.Regex is { } regex ? [_grammar.Sequence(_grammar.Terminal(regex))] : part.Alternatives;

    private Sequence Join(Sequence first, Sequence second)
    {
        if (second.IsEmpty)
        {
            return first;
        }

        var symbols = new Stack<Symbol>();
        for (; !first.IsEmpty; first = first.Rest)
        {
            symbols.Push(first.Head);
        }

        return symbols.Aggregate(second, (sequence, symbol) => _grammar.Prepend(symbol, sequence));
    }

    /// <summary>The nodes that putting the regex before or beside another makes anew; at most a little more than it matters.</summary>
    private static int CostOf(Regex regex)
    {
        int cost = 1;
        while (regex is Regex.Concat concat && cost <= MaxRuleCost)
        {
            cost++;
            regex = concat.Tail;
        }

        return regex is Regex.Union union ? cost + union.Parts.Length : cost;
    }

    /// <summary>What a node means: a regex, or if it is not regular, alternatives.</summary>
    private readonly struct Part
    {
        private readonly IReadOnlyList<Sequence>? _alternatives;

        public Part(Regex regex) => Regex = regex;

        public Part(IReadOnlyList<Sequence> alternatives) => _alternatives = alternatives;

        public Regex? Regex { get; }

        public IReadOnlyList<Sequence> Alternatives => _alternatives ?? [];

        public bool IsSame(Part other) => Regex == other.Regex && Alternatives.SequenceEqual(other.Alternatives);
    }
}
