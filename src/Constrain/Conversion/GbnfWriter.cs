// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Grammars;

namespace Constrain.Conversion;

/// <summary>Writes a grammar as GBNF: the same language, or none.</summary>
internal sealed class GbnfWriter
{
    private readonly Grammar _grammar;
    private readonly GbnfRuleList _rules = new();
    private readonly GbnfExpressions _expressions;
    private readonly Dictionary<Rule, string> _names = [];
    private readonly Queue<Rule> _waiting = new();

    private GbnfWriter(Grammar grammar)
    {
        _grammar = grammar;
        _expressions = new GbnfExpressions(grammar.Regexes, _rules);
    }

    /// <summary>The text of a grammar, with the rule <c>root</c> first.</summary>
    /// <exception cref="GrammarException">
    /// <see cref="GrammarError.Unsupported"/>: what may follow depends on the text before, as GBNF cannot say;
    /// <see cref="GrammarError.LimitExceeded"/>: it takes too many rules.
    /// </exception>
    public static string Write(Grammar grammar)
    {
        var writer = new GbnfWriter(grammar);
        string root = writer._rules.NewName("root");
        writer._rules.Define(root, writer.Of(grammar.Root));
        while (writer._waiting.TryDequeue(out Rule? rule))
        {
            writer.Define(rule);
        }

        return writer._rules.ToString();
    }

    private void Define(Rule rule)
    {
        Effort.Spend();
        if (TrailDependence.KeywordOf(rule) is { } keyword)
        {
            throw TrailDependence.Refuse(keyword, $"GBNF cannot say what {keyword} asks for");
        }

        if (rule.Count is { } count && _grammar.IsProductive(count.Item))
        {
            _rules.Define(_names[rule], Of(count.Item).Repeated(count.Min, count.Max));
            return;
        }

        _rules.Define(_names[rule], GbnfPiece.Choice([.. _grammar.ProductiveOf(rule).Select(Of)]));
    }

    private GbnfPiece Of(Sequence sequence)
    {
        var parts = new List<GbnfPiece>();
        for (; !sequence.IsEmpty; sequence = sequence.Rest)
        {
            parts.Add(Of(sequence.Head));
        }

        return GbnfPiece.Sequence(parts);
    }

    private GbnfPiece Of(Symbol symbol)
    {
        if (symbol is Terminal terminal)
        {
            return _expressions.Of(terminal.Regex);
        }

        if (symbol is TokenSymbol token)
        {
            return new GbnfPiece(token.ToString(), GbnfBinding.Unit);
        }

        var rule = (Rule)symbol;
        if (_grammar.ProductiveOf(rule) is [{ IsEmpty: false, Head: TokenSymbol only, Rest.IsEmpty: true }])
        {
            return Of(only);
        }

        if (!_names.TryGetValue(rule, out string? name))
        {
            _names.Add(rule, name = _rules.NewName(rule.Name));
            _waiting.Enqueue(rule);
        }

        return new GbnfPiece(name, GbnfBinding.Unit);
    }
}
