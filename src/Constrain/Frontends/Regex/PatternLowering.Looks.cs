// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Assertions: lookahead, lookbehind, and lookahead at every character of a repeat.</summary>
internal sealed partial class PatternLowering
{
    /// <summary>Each round is lookaheads and one character, as in (?:(?!--).){2,9}, and nothing follows; otherwise null.</summary>
    /// <remarks>
    /// Then the rounds stand at every character, so the language is all texts of such characters but those with a place from
    /// which on a lookahead fails. It needs no unrolling and no contexts, however long the lookahead is.
    /// </remarks>
    private Regex? LowerTempered(Pattern.Repeat repeat, Rest rest)
    {
        if (rest.Same != _builder.Epsilon || repeat.Inner is not Pattern.Concat { Parts: [.. var looks, Pattern.Set set] })
        {
            return null;
        }

        Regex character = _encoding.Of(set.Chars);
        Regex texts = _builder.Repeat(character, repeat.Min, repeat.Max);
        foreach (Pattern part in looks)
        {
            if (part is not Pattern.Look { IsAhead: true } look || Ahead(look, inText: false).Same is not { } ahead)
            {
                return null;
            }

            Regex fails = look.IsNegated ? ahead : _builder.Complement(ahead);
            fails = fails.IsNullable ? _builder.Intersect(fails, _builder.Concat(character, _builder.Everything)) : fails;
            texts = _builder.Except(texts, _builder.Concat(_builder.Star(character), fails));
        }

        return texts;
    }

    private Rest LowerLook(Pattern.Look look, Rest rest)
    {
        _budget.Culprit ??= look;
        Spend(_left.Count);
        if (!look.IsAhead)
        {
            return ForEachContext(context => _left.Holds(look, context) ? rest[context] : _builder.Nothing);
        }

        if (look.IsTextEnd)
        {
            return ForEachContext(context => rest[context].IsNullable ? _builder.Epsilon : _builder.Nothing);
        }

        return ForEachContext(context =>
        {
            Regex here = rest[context];
            return look.IsNegated ? _builder.Except(here, Ahead(look, inText: false)[context])
                : here == _encoding.AnyText ? Ahead(look, inText: true)[context]
                : _builder.Intersect(here, Ahead(look, inText: false)[context]);
        });
    }

    /// <summary>What may follow for the body of a lookahead to match: byte strings, or texts alone.</summary>
    private Rest Ahead(Pattern.Look look, bool inText)
    {
        if (!_ahead.TryGetValue((look, inText), out Rest rest))
        {
            rest = Lower(look.Body, new Rest(inText ? _encoding.AnyText : _builder.Everything));
            _ahead.Add((look, inText), rest);
        }

        return rest;
    }
}
