// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Grammars;

/// <summary>The narrow waist: rules over regexes over bytes, whatever the front end they came from.</summary>
/// <remarks>Owns and interns the sequences and terminals of its rules. Threads: changed under the lock of its automaton alone.</remarks>
internal sealed class Grammar
{
    private readonly Dictionary<(Symbol, Sequence), Sequence> _sequences = [];
    private readonly Dictionary<Regex, Terminal> _terminals = [];
    private readonly Dictionary<(string?, int?, bool), TokenSymbol> _tokens = [];
    private readonly MinimumLengths _lengths;
    private readonly ProductivityProof _proof;

    public Grammar(RegexBuilder regexes)
    {
        Regexes = regexes;
        _lengths = new MinimumLengths(regexes);
        _proof = new ProductivityProof(regexes);
    }

    private int _marks;

    /// <summary>The builder of every regex in the grammar.</summary>
    public RegexBuilder Regexes { get; }

    /// <summary>What a whole document is; set by the front end.</summary>
    public Symbol Root { get; set; } = null!;

    /// <summary>What is to be kept beside the states, as it is before the first byte; null where the states are enough.</summary>
    public Trail? Trail { get; init; }

    /// <summary>Whether every spelling of a value is as good as every other, so that a text may be checked in another.</summary>
    public bool IsAnySpelling { get; init; }

    /// <summary>The leaves that are tokens of the vocabulary and no text.</summary>
    public IReadOnlyCollection<TokenSymbol> Tokens => _tokens.Values;

    /// <summary>Whether some rule is to be bound before it is entered; false until the first is made.</summary>
    public bool HasPending { get; set; }

    /// <summary>The sequence without symbols: the ε production.</summary>
    public Sequence Empty { get; } = new(null, null);

    /// <summary>The terminal of a regex; one object per regex.</summary>
    public Terminal Terminal(Regex regex)
    {
        if (!_terminals.TryGetValue(regex, out Terminal? terminal))
        {
            _terminals.Add(regex, terminal = new Terminal(regex));
        }

        return terminal;
    }

    /// <summary>The terminal of a text.</summary>
    public Terminal Terminal(string text) => Terminal(Regexes.Literal(text));

    /// <summary>The leaf of a token, or of every other token; see <see cref="TokenSymbol"/>.</summary>
    public TokenSymbol Token(string? name, int? id, bool isNegated, SourceLocation location)
    {
        if (!_tokens.TryGetValue((name, id, isNegated), out TokenSymbol? token))
        {
            _tokens.Add((name, id, isNegated), token = new TokenSymbol(name, id, isNegated, _tokens.Count, location) { MinLength = TokenSymbol.Length });
        }

        return token;
    }

    /// <summary>The symbols one after the other. Neighbouring terminals are joined to one regex.</summary>
    public Sequence Sequence(params ReadOnlySpan<Symbol> symbols)
    {
        Sequence sequence = Empty;
        for (int i = symbols.Length - 1; i >= 0; i--)
        {
            sequence = Prepend(symbols[i], sequence);
        }

        return sequence;
    }

    /// <summary>A symbol before a sequence.</summary>
    public Sequence Prepend(Symbol head, Sequence rest)
    {
        if (head is Terminal terminal)
        {
            if (terminal.Regex == Regexes.Epsilon)
            {
                return rest;
            }

            if (!rest.IsEmpty && rest.Head is Terminal next)
            {
                return Prepend(Terminal(Regexes.Concat(terminal.Regex, next.Regex)), rest.Rest);
            }
        }

        if (!_sequences.TryGetValue((head, rest), out Sequence? sequence))
        {
            _sequences.Add((head, rest), sequence = new Sequence(head, rest));
        }

        return sequence;
    }

    /// <summary>The length in bytes of the shortest word; <see cref="Lengths.Infinite"/> when there is none. Exact.</summary>
    public long MinLength(Sequence sequence)
    {
        if (sequence.MinLength >= 0)
        {
            return sequence.MinLength;
        }

        var pending = new Stack<Sequence>();
        for (; sequence.MinLength < 0 && !sequence.IsEmpty; sequence = sequence.Rest)
        {
            pending.Push(sequence);
        }

        long length = Math.Max(sequence.MinLength, 0);
        while (pending.TryPop(out Sequence? longer))
        {
            longer.MinLength = length = Lengths.Add(MinLength(longer.Head), length);
        }

        return length;
    }

    /// <inheritdoc cref="MinLength(Sequence)"/>
    public long MinLength(Symbol symbol) => _lengths.Of(symbol);

    /// <summary>Whether the empty word is a word of the symbol.</summary>
    public bool IsNullable(Symbol symbol) => symbol switch
    {
        Terminal terminal => terminal.Regex.IsNullable,
        { MinLength: >= 0 } => symbol.MinLength == 0,
        Rule { MinLengthBound: > 0 } => false,
        _ => MinLength(symbol) == 0,
    };

    /// <summary>Whether the symbol has a word at all. Exact; a proof where one is at hand, a search only where none is.</summary>
    public bool IsProductive(Symbol symbol)
    {
        if (symbol.MinLength >= 0)
        {
            return symbol.MinLength < Lengths.Infinite;
        }

        if (!symbol.IsKnownProductive)
        {
            if (symbol is Rule { Twin: { } twin })
            {
                symbol.IsKnownProductive = IsProductive(twin);
                symbol.MinLength = symbol.IsKnownProductive ? symbol.MinLength : Lengths.Infinite;
                return symbol.IsKnownProductive;
            }

            symbol.IsKnownProductive = symbol is Terminal terminal
                ? !Regexes.IsEmpty(terminal.Regex)
                : _proof.Succeeds((Rule)symbol) || MinLength(symbol) < Lengths.Infinite;
        }

        return symbol.IsKnownProductive;
    }

    /// <summary>The productions of a rule that have a word.</summary>
    public Sequence[] ProductiveOf(Rule rule)
    {
        if (rule.Productive is { } known)
        {
            return known;
        }

        IReadOnlyList<Sequence> all = rule.Productions;
        var productive = new List<Sequence>(all.Count);
        for (int i = 0; i < all.Count; i++)
        {
            if (IsProductive(all[i]))
            {
                productive.Add(all[i]);
            }
        }

        return rule.Productive = [.. productive];
    }

    /// <summary>A number for <see cref="Rule.Mark"/> that no rule of the grammar has yet.</summary>
    public int NewMark() => ++_marks;

    /// <inheritdoc cref="IsProductive(Symbol)"/>
    public bool IsProductive(Sequence sequence)
    {
        for (; !sequence.IsEmpty; sequence = sequence.Rest)
        {
            if (!IsProductive(sequence.Head))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Finds the minimum lengths of rules that a front end has all at hand, in one pass instead of one search for each.</summary>
    /// <param name="rules">Rules whose <see cref="Rule.LengthSums"/> name no rules but these.</param>
    public void ResolveLengths(IReadOnlyCollection<Rule> rules) => _lengths.ResolveAll(rules);
}
