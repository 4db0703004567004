// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics.CodeAnalysis;
using System.Text;
using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Conversion;

/// <summary>The expressions of regexes in GBNF: by their own structure where it is one of characters, otherwise state by state.</summary>
/// <remarks>GBNF has no intersection and no complement; these, and what an automaton gives, become one rule for each state met.</remarks>
internal sealed class GbnfExpressions(RegexBuilder regexes, GbnfRuleList rules)
{
    private readonly CodePointSteps _steps = new(regexes);
    private readonly Dictionary<Regex, GbnfPiece?> _pieces = [];
    private readonly Dictionary<Regex, string> _states = [];

    /// <summary>The expression of a regex.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: too many states.</exception>
    public GbnfPiece Of(Regex regex) => Piece(regex) ?? new GbnfPiece(StateOf(regex), GbnfBinding.Unit);

    /// <summary>The expression of a regex, if its structure is one of characters.</summary>
    private GbnfPiece? Piece(Regex regex)
    {
        if (!_pieces.TryGetValue(regex, out GbnfPiece? piece))
        {
            StackGuard.Ensure("the regex");
            _pieces[regex] = piece = TryClass(regex, out CodePointSet? set) ? ClassOf(set) : Structure(regex);
        }

        return piece;
    }

    private GbnfPiece? Structure(Regex regex)
    {
        switch (regex)
        {
            case var _ when regex == regexes.Epsilon:
                return GbnfPiece.Of(string.Empty);
            case Regex.Concat:
                return Sequence(regex);
            case Regex.Repeat repeat:
                return Piece(repeat.Inner)?.Repeated(repeat.Min, repeat.Max);
            case Regex.Union union:
                return Alternatives(union);
            default:
                return null;
        }
    }

    /// <summary>Parts of whole characters one after the other; a character may be several bytes, each a part of its own.</summary>
    private GbnfPiece? Sequence(Regex regex)
    {
        var parts = new List<GbnfPiece>();
        while (regex is Regex.Concat concat)
        {
            if (concat.Run is { } run)
            {
                if (Text(concat.Text) is not { } text)
                {
                    return null;
                }

                parts.Add(GbnfPiece.Of(text));
                regex = run.After;
                continue;
            }

            Regex head = concat.Head;
            Regex tail = concat.Tail;
            while (Piece(head) is null && tail is Regex.Concat { Run: null } next && !head.IsNullable && head.MinLengthBound < 4)
            {
                head = regexes.Concat(head, next.Head);
                tail = next.Tail;
            }

            if (Piece(head) is not { } piece)
            {
                return null;
            }

            parts.Add(piece);
            regex = tail;
        }

        if (Piece(regex) is not { } last)
        {
            return null;
        }

        parts.Add(last);
        return GbnfPiece.Sequence(parts);
    }

    private GbnfPiece? Alternatives(Regex.Union union)
    {
        var parts = new List<GbnfPiece>();
        var single = new List<CodePointRange>();
        bool isOptional = false;
        foreach (Regex part in union.Parts)
        {
            if (part == regexes.Epsilon)
            {
                isOptional = true;
            }
            else if (TryClass(part, out CodePointSet? set))
            {
                single.AddRange(set.Ranges);
            }
            else if (Piece(part) is { } piece)
            {
                parts.Add(piece);
            }
            else
            {
                return null;
            }
        }

        if (single.Count > 0)
        {
            parts.Insert(0, ClassOf(CodePointSet.OfRanges([.. single])));
        }

        var choice = GbnfPiece.Choice(parts);
        return isOptional ? choice.Repeated(0, 1) : choice;
    }

    private static GbnfPiece ClassOf(CodePointSet set) =>
        set.Count == 1 ? GbnfPiece.Of(char.ConvertFromUtf32(set.Ranges[0].First)) : new GbnfPiece(GbnfText.Class(set), GbnfBinding.Unit);

    /// <summary>Whether every word is one character.</summary>
    private bool TryClass(Regex regex, [NotNullWhen(true)] out CodePointSet? set)
    {
        set = null;
        if (regex is Regex.Repeat || regex == regexes.Epsilon || regex.IsNullable || regex.MinLengthBound > 4)
        {
            return false;
        }

        if (_steps.Of(regex) is not [(var characters, var next)] || next != regexes.Epsilon)
        {
            return false;
        }

        set = characters;
        return true;
    }

    /// <summary>The rule of a regex whose structure is not one of characters.</summary>
    private string StateOf(Regex regex)
    {
        if (_states.TryGetValue(regex, out string? known))
        {
            return known;
        }

        var waiting = new Queue<(Regex Regex, string Name)>();
        string name = Name(regex);
        while (waiting.TryDequeue(out (Regex Regex, string Name) state))
        {
            if (_steps.Of(state.Regex) is not { } steps)
            {
                throw new GrammarException(GrammarError.Unsupported, "a part of the constraint does not end between characters", hint: "GBNF has no bytes; keep to well-formed text");
            }

            List<GbnfPiece> alternatives = [.. steps.Select(step =>
                GbnfPiece.Sequence([ClassOf(step.Characters), Piece(step.Next) ?? new GbnfPiece(Name(step.Next), GbnfBinding.Unit)]))];
            if (state.Regex.IsNullable)
            {
                alternatives.Add(GbnfPiece.Of(string.Empty));
            }

            rules.Define(state.Name, GbnfPiece.Choice(alternatives));
        }

        return name;

        string Name(Regex next)
        {
            if (!_states.TryGetValue(next, out string? name))
            {
                Effort.Spend();
                _states.Add(next, name = rules.NewName("text"));
                waiting.Enqueue((next, name));
            }

            return name;
        }
    }

    private static string? Text(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
