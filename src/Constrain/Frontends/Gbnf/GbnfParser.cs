// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.Gbnf;

/// <summary>Reads GBNF, the grammar dialect of llama.cpp.</summary>
/// <remarks>
/// Wider than llama.cpp in one way: a newline never ends a rule, only the next <c>name ::=</c> at the beginning of a line does.
/// Every grammar that llama.cpp reads has the same meaning under both readings.
/// Groups are kept on a stack of our own, so that nesting costs memory and not call stack.
/// </remarks>
internal sealed partial class GbnfParser
{
    /// <summary>The greatest bound of a repetition; one more would collide with the mark of "no maximum".</summary>
    private const int MaxRepetitions = Regex.Repeat.Unbounded - 1;

    /// <summary>Rules that a text may define; about 2 KiB each once they are compiled.</summary>
    private const int MaxRules = 1 << 16;

    private readonly string _text;
    private readonly Dictionary<string, GbnfDefinition> _definitions = [];
    private readonly List<GbnfDefinition> _order = [];
    private readonly List<GbnfNode.Reference> _references = [];
    private readonly Stack<Group> _open = [];
    private GbnfDefinition _current = null!;
    private Group _group = new(0);
    private int _position;

    private GbnfParser(string text) => _text = text;

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="GrammarException">It is not GBNF, or holds a construct that cannot be enforced.</exception>
    public static GbnfSyntax Parse(string text)
    {
        var parser = new GbnfParser(text);
        parser.ParseRules();
        parser.ResolveReferences();
        return new GbnfSyntax(text, parser._order);
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool AtEnd => _position == _text.Length;

    private void ParseRules()
    {
        SkipSpace();
        if (AtEnd)
        {
            throw Syntax("the grammar has no rules", 0, hint: "write at least root ::= ...");
        }

        while (!AtEnd)
        {
            ParseRule();
        }
    }

    private void ParseRule()
    {
        int start = _position;
        string name = ParseName();
        if (!FollowedByDefinition(_position))
        {
            SkipBlanks();
            throw Unexpected("\"::=\" after the name of a rule");
        }

        SkipBlanks();
        _position += 3;
        _current = new GbnfDefinition(name, start);
        if (!_definitions.TryAdd(name, _current))
        {
            throw Syntax(
                $"rule \"{name}\" is defined already",
                start,
                name,
                $"it was at {GbnfErrors.LocationOf(_text, _definitions[name].Offset)}; join the two with \"|\"");
        }

        if (_order.Count == MaxRules)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"there are more than {MaxRules} rules", GbnfErrors.LocationOf(_text, start), name);
        }

        _order.Add(_current);
        _group = new Group(start);
        ParseBody();
        if (_open.Count > 0)
        {
            throw Syntax("the group is never closed", _group.Offset, "(", "write the missing \")\"");
        }

        _group.Close(_current.Nodes);
    }

    /// <summary>Everything up to the next rule or the end.</summary>
    private void ParseBody()
    {
        for (SkipSpace(); !AtEnd; SkipSpace())
        {
            switch (Current)
            {
                case '"':
                    Push(ParseLiteral());
                    break;
                case '[':
                    Push(ParseClass());
                    break;
                case '.':
                    _position++;
                    Push(new GbnfNode.Class(CodePointSet.All));
                    break;
                case '(':
                    _open.Push(_group);
                    _group = new Group(_position++);
                    break;
                case ')' when _open.Count > 0:
                    _position++;
                    GbnfNode inner = _group.Close(_current.Nodes);
                    _group = _open.Pop();
                    _group.Push(inner);
                    break;
                case ')':
                    throw Syntax("the group was never opened", _position, ")", "remove the \")\", or write the missing \"(\"");
                case '|':
                    _position++;
                    _group.EndAlternative(_current.Nodes);
                    break;
                case '*' or '+' or '?' or '{':
                    ParseRepetition();
                    break;
                case '<' or '!':
                    Push(ParseToken());
                    break;
                case '/':
                    Push(ParsePattern());
                    break;
                case '%':
                    Push(ParseSchema());
                    break;
                case char c when IsNameCharacter(c):
                    if (FollowedByDefinition(EndOfName(_position)))
                    {
                        EnsureOnItsOwnLine();
                        return;
                    }

                    ParseReference();
                    break;
                default:
                    throw Unexpected("a literal, class, group or rule name");
            }
        }
    }

    private void ParseReference()
    {
        int start = _position;
        var reference = new GbnfNode.Reference(ParseName(), start);
        _references.Add(reference);
        Push(reference);
    }

    private void ParseRepetition()
    {
        int start = _position;
        (int min, int max) = _text[_position++] switch
        {
            '*' => (0, Regex.Repeat.Unbounded),
            '+' => (1, Regex.Repeat.Unbounded),
            '?' => (0, 1),
            _ => ParseBounds(start),
        };

        if (_group.Pop() is not { } repeated)
        {
            throw Syntax("there is nothing to repeat", start, _text[start..(start + 1)], "write an item before it, or quote it");
        }

        Push(new GbnfNode.Repeat(repeated, min, max));
    }

    /// <summary>What follows the brace: <c>m}</c>, <c>m,}</c>, <c>,n}</c> or <c>m,n}</c>.</summary>
    private (int Min, int Max) ParseBounds(int start)
    {
        int? min = ParseNumber();
        int? max = min;
        if (Current == ',')
        {
            _position++;
            max = ParseNumber() ?? (min is null ? null : Regex.Repeat.Unbounded);
            min ??= 0;
        }

        if (max is null)
        {
            throw Unexpected("a number");
        }

        if (Current != '}')
        {
            throw Unexpected("the \"}\" of the repetition");
        }

        _position++;
        if (max < min)
        {
            throw Syntax($"at least {min} and at most {max} cannot be", start, _text[start.._position], "exchange the bounds");
        }

        return (min!.Value, max.Value);
    }

    /// <summary>A number and the space around it; null when there is none.</summary>
    private int? ParseNumber()
    {
        SkipSpace();
        int start = _position;
        long number = 0;
        for (; char.IsAsciiDigit(Current); _position++)
        {
            number = (number * 10) + (Current - '0');
            if (number > MaxRepetitions)
            {
                throw new GrammarException(
                    GrammarError.LimitExceeded,
                    $"a bound is greater than {MaxRepetitions}",
                    GbnfErrors.LocationOf(_text, start),
                    "{",
                    "leave it out for no bound at all");
            }
        }

        bool found = _position > start;
        SkipSpace();
        return found ? (int)number : null;
    }

    private void ResolveReferences()
    {
        foreach (GbnfNode.Reference reference in _references)
        {
            if (!_definitions.TryGetValue(reference.Name, out GbnfDefinition? definition))
            {
                throw Syntax(
                    $"rule \"{reference.Name}\" is not defined",
                    reference.Offset,
                    reference.Name,
                    NearestName.Hint(reference.Name, _definitions.Keys));
            }

            reference.Definition = definition;
        }
    }

    private void EnsureOnItsOwnLine()
    {
        int before = _position - 1;
        while (before >= 0 && _text[before] is ' ' or '\t')
        {
            before--;
        }

        if (before >= 0 && _text[before] is not ('\n' or '\r'))
        {
            throw Syntax("a rule begins on a line of its own", _position, _text[_position..EndOfName(_position)], "break the line before it");
        }
    }

    private void Push(GbnfNode node)
    {
        _current.Nodes.Add(node);
        _group.Push(node);
    }
}
