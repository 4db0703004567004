// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Conversion;

/// <summary>The rules of a GBNF text that is being written, in the order in which they were named.</summary>
internal sealed class GbnfRuleList
{
    /// <summary>Rules of one grammar; llama.cpp reads as many in a second or so.</summary>
    private const int MaxRules = 20_000;

    private readonly List<string> _names = [];
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<string, string> _definitions = [];

    /// <summary>A name for a rule that is not defined yet.</summary>
    /// <param name="like">What it should be called; a number follows where that is taken.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: there are too many.</exception>
    public string NewName(string like)
    {
        if (_names.Count == MaxRules)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"as GBNF the constraint takes more than {MaxRules} rules", hint: "counts, lengths beside patterns and layouts that depend on the depth take a rule each; leave some out");
        }

        string name = Letters(like);
        string free = name;
        for (int number = _numbers.GetValueOrDefault(name, 1); !_taken.Add(free); free = $"{name}-{number}")
        {
            _numbers[name] = ++number;
        }

        _names.Add(free);
        return free;
    }

    /// <summary>Defines a rule.</summary>
    /// <param name="name">A name from <see cref="NewName"/>.</param>
    /// <param name="piece">What it is.</param>
    public void Define(string name, GbnfPiece piece) => _definitions[name] = piece.Text;

    /// <summary>The text, with a rule on each line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (string name in _names)
        {
            text.Append(name).Append(" ::= ").Append(_definitions[name]).Append('\n');
        }

        return text.ToString();
    }

    // A name has letters, digits and dashes.
    private static string Letters(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-') is { Length: > 0 } name && char.IsAsciiLetter(name[0]) ? name : "rule";
}
