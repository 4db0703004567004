// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Lowers a pattern over characters to a regex over bytes; exact, assertions included.</summary>
/// <remarks>
/// Method: continuation passing. Lowering a node before a rest R gives the language of what the node takes followed by R. A
/// lookahead intersects R: (?=A) with A·Σ*, (?!A) with its complement, $ with ε. A lookbehind depends on the text before, of
/// which <see cref="LeftContexts"/> knows all that matters; so R is one regex for each context, mostly the same one.
/// Nodes without assertions before a rest that is the same in all contexts are lowered directly, so common patterns stay small:
/// ^[a-z]+$ is the very regex of [a-z]+. Σ* after a lookahead is every byte string, not every text: R holds texts alone, and no
/// form of a character is a prefix of another, so the intersection is the same and simplifies more often.
/// Cost: nodes times contexts; bounded repeats of assertions are unrolled, unbounded ones solved (PatternLowering.Star.cs).
/// </remarks>
internal sealed partial class PatternLowering
{
    /// <summary>Contexts that a lowering may tell apart: patterns in use need under ten, and cost grows with the cube.</summary>
    public const int MaxContexts = 64;

    /// <summary>Steps of one lowering, a microsecond each. The longest regex without assertions takes half of them.</summary>
    private const int MaxSteps = 1 << 17;

    private readonly CharEncoding _encoding;
    private readonly RegexBuilder _builder;
    private readonly LeftContexts _left;
    private readonly Dictionary<(Pattern.Look, bool), Rest> _ahead = [];
    private readonly Dictionary<Pattern.Repeat, RightContexts> _right = [];
    private readonly Budget _budget;

    private PatternLowering(CharEncoding encoding, LeftContexts left, Budget budget)
    {
        _encoding = encoding;
        _builder = encoding.Builder;
        _left = left;
        _budget = budget;
    }

    /// <summary>The texts that the pattern matches as a whole.</summary>
    public static Regex Full(Pattern pattern, CharEncoding encoding, int nesting = 0)
    {
        var lowering = new PatternLowering(encoding, LeftContexts.For(pattern, nesting), new Budget());
        return lowering.Lower(pattern, new Rest(encoding.Builder.Epsilon))[LeftContexts.Start];
    }

    /// <summary>The texts that the pattern matches somewhere in.</summary>
    public static Regex Search(Pattern pattern, CharEncoding encoding)
    {
        List<Pattern> parts = TrimForSearch(pattern);
        if (parts.Count == 0)
        {
            return encoding.AnyText;
        }

        parts.Insert(0, Pattern.AnyText);
        var lowering = new PatternLowering(encoding, LeftContexts.For(pattern), new Budget());
        return lowering.Lower(Pattern.Sequence(parts), new Rest(encoding.AnyText))[LeftContexts.Start];
    }

    /// <summary>The error of a pattern whose assertions would take too many contexts or steps.</summary>
    internal static GrammarException TooComplex(Pattern? culprit)
    {
        (int offset, string? construct) = culprit switch
        {
            Pattern.Look look => (look.Offset, look.Text),
            Pattern.Repeat repeat => (repeat.Offset, repeat.Text),
            _ => (0, (string?)null),
        };
        return new GrammarException(
            GrammarError.LimitExceeded,
            "the assertions of the regex are too intricate together",
            SourceLocation.AtOffset(offset),
            construct,
            "use fewer of them, or fewer repeats around them");
    }

    /// <summary>Without what Σ* before or after takes in: Σ*x{2,5} is Σ*x{2}, and Σ*x* is Σ*.</summary>
    private static List<Pattern> TrimForSearch(Pattern pattern)
    {
        List<Pattern> parts = pattern is Pattern.Concat concat ? [.. concat.Parts] : [pattern];
        foreach (Index edge in new Index[] { 0, ^1 })
        {
            while (parts.Count > 0 && !parts[edge].HasLook && parts[edge].IsNullable)
            {
                parts.RemoveAt(edge.GetOffset(parts.Count));
            }

            if (parts.Count > 0 && parts[edge] is Pattern.Repeat { HasLook: false } repeat && repeat.Min < repeat.Max)
            {
                parts[edge] = repeat.Min == 1 ? repeat.Inner : new Pattern.Repeat(repeat.Inner, repeat.Min, repeat.Min, repeat.Offset);
            }
        }

        return parts;
    }

    private Rest Lower(Pattern pattern, Rest rest)
    {
        StackGuard.Ensure("the regex");
        if (rest.Same is { } same && (!pattern.HasLook || same == _builder.Nothing))
        {
            return new Rest(Direct(pattern, same));
        }

        switch (pattern)
        {
            case Pattern.Set set:
                return LowerSet(set, rest);
            case Pattern.Concat concat:
                for (int i = concat.Parts.Length - 1; i >= 0; i--)
                {
                    rest = Lower(concat.Parts[i], rest);
                }

                return rest;
            case Pattern.Alternation alternation:
                return LowerAlternation(alternation, rest);
            case Pattern.Repeat repeat:
                return LowerRepeat(repeat, rest);
            default:
                return LowerLook((Pattern.Look)pattern, rest);
        }
    }

    /// <summary>Without assertions, and before a rest that does not depend on the text before.</summary>
    private Regex Direct(Pattern pattern, Regex rest)
    {
        StackGuard.Ensure("the regex");
        if (rest == _builder.Nothing)
        {
            return rest;
        }

        Spend(1);
        switch (pattern)
        {
            case Pattern.Set set:
                return _builder.Concat(_encoding.Of(set.Chars), rest);
            case Pattern.Concat concat:
                for (int i = concat.Parts.Length - 1; i >= 0; i--)
                {
                    rest = Direct(concat.Parts[i], rest);
                }

                return rest;
            case Pattern.Alternation alternation:
                var parts = new Regex[alternation.Parts.Length];
                for (int i = 0; i < parts.Length; i++)
                {
                    parts[i] = Direct(alternation.Parts[i], _builder.Epsilon);
                }

                return _builder.Concat(_builder.Union(parts), rest);
            default:
                var repeat = (Pattern.Repeat)pattern;
                return _builder.Concat(_builder.Repeat(Direct(repeat.Inner, _builder.Epsilon), repeat.Min, repeat.Max), rest);
        }
    }

    private Rest LowerSet(Pattern.Set set, Rest rest)
    {
        Spend(_left.Count);
        CodePointSet[] parts = _left.Cut(set.Chars);
        return ForEachContext(context =>
        {
            var byRest = new Dictionary<Regex, CodePointSet>();
            for (int i = 0; i < parts.Length; i++)
            {
                Regex next = rest[_left.Next(context, i)];
                byRest[next] = byRest.GetValueOrDefault(next, CodePointSet.Empty).Union(parts[i]);
            }

            Regex sum = _builder.Nothing;
            foreach ((Regex next, CodePointSet part) in byRest)
            {
                sum = _builder.Union(sum, _builder.Concat(_encoding.Of(part), next));
            }

            return sum;
        });
    }

    private Rest LowerAlternation(Pattern.Alternation alternation, Rest rest)
    {
        var plain = new List<Pattern>();
        var lowered = new List<Rest>();
        foreach (Pattern part in alternation.Parts)
        {
            if (rest.Same is not null && !part.HasLook)
            {
                plain.Add(part);
            }
            else
            {
                lowered.Add(Lower(part, rest));
            }
        }

        if (plain.Count > 0)
        {
            lowered.Add(Lower(plain.Count == 1 ? plain[0] : new Pattern.Alternation([.. plain]), rest));
        }

        return ForEachContext(context => _builder.Union([.. lowered.Select(r => r[context])]));
    }

    private Rest LowerRepeat(Pattern.Repeat repeat, Rest rest)
    {
        if (!repeat.HasLook)
        {
            // Where the last round leads does not depend on the rounds before, nearly always: then they need no contexts.
            Rest last = Lower(repeat.Inner, rest);
            if (last.Same is { } same)
            {
                int max = repeat.Max == Pattern.Repeat.Unbounded ? repeat.Max : repeat.Max - 1;
                Regex rounds = _builder.Repeat(Direct(repeat.Inner, _builder.Epsilon), Math.Max(repeat.Min - 1, 0), max);
                Regex some = _builder.Concat(rounds, same);
                return repeat.Min > 0 ? new Rest(some) : ForEachContext(context => _builder.Union(rest[context], some));
            }
        }

        if (LowerTempered(repeat, rest) is { } tempered)
        {
            return new Rest(tempered);
        }

        bool isUnbounded = repeat.Max == Pattern.Repeat.Unbounded;
        Rest result = isUnbounded ? LowerStar(repeat, rest) : rest;
        for (int round = isUnbounded ? repeat.Min : repeat.Max; round > 0; round--)
        {
            _budget.Culprit = repeat;
            Spend(_left.Count);
            Rest more = Lower(repeat.Inner, result);
            Rest before = result;
            result = round > repeat.Min ? ForEachContext(context => _builder.Union(rest[context], more[context])) : more;
            if (result.Equals(before, _left.Count))
            {
                // Another round changes nothing: neither do the rest of the optional ones, or of the mandatory ones.
                round = round > repeat.Min ? repeat.Min + 1 : 1;
            }
        }

        return result;
    }

    private Rest ForEachContext(Func<int, Regex> lower)
    {
        var regexes = new Regex[_left.Count];
        for (int context = 0; context < regexes.Length; context++)
        {
            regexes[context] = lower(context);
        }

        return new Rest(regexes);
    }

    /// <summary>Counts work, so that repeats of assertions within repeats end in an error and not in a hang.</summary>
    private void Spend(int steps)
    {
        _budget.Steps += steps;
        if (_budget.Steps > MaxSteps)
        {
            throw TooComplex(_budget.Culprit);
        }
    }


    /// <summary>The work that a lowering has done, and the construct that most of it was for.</summary>
    private sealed class Budget
    {
        public int Steps { get; set; }

        public Pattern? Culprit { get; set; }
    }

    /// <summary>The language of what follows, for each context.</summary>
    private readonly struct Rest
    {
        private readonly Regex[]? _byContext;

        public Rest(Regex same) => Same = same;

        public Rest(Regex[] byContext)
        {
            if (Array.TrueForAll(byContext, regex => regex == byContext[0]))
            {
                Same = byContext[0];
            }
            else
            {
                _byContext = byContext;
            }
        }

        /// <summary>The language when it is the same in all contexts; otherwise null.</summary>
        public Regex? Same { get; }

        public Regex this[int context] => Same ?? _byContext![context];

        public bool Equals(Rest other, int contexts)
        {
            for (int context = 0; context < contexts; context++)
            {
                if (this[context] != other[context])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
