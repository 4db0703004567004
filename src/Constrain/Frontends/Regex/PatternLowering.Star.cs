// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Unbounded repeats whose body holds assertions, or leads from context to context in a way that matters.</summary>
/// <remarks>
/// Method: a place in a text has a left context and a right context, the state of an automaton that reads the text from its end
/// and answers for the lookaheads of the body. Given the contexts at both its ends, what the body takes is an ordinary regex: an
/// entry of a matrix. Then X = rest ∪ body·X is a linear system with one unknown for each pair of contexts, solved by elimination
/// with Arden's rule (X = AX ∪ B has the solution A*B).
/// </remarks>
internal sealed partial class PatternLowering
{
    /// <summary>What the automaton of a repeat costs at least, in steps.</summary>
    private const int StepsOfAnAutomaton = 256;

    private Rest LowerStar(Pattern.Repeat repeat, Rest rest)
    {
        _budget.Culprit = repeat;
        RightContexts right = RightContextsOf(repeat);
        int size = _left.Count * right.Count;
        if (size > MaxContexts)
        {
            throw TooComplex(repeat);
        }

        Regex[,] body = MatrixOf(repeat.Inner, right);
        Regex[] suffixes = Suffixes(right);
        var unknowns = new Regex[size];
        for (int i = 0; i < size; i++)
        {
            Regex here = rest[i / right.Count];
            unknowns[i] = right.Count == 1 ? here : _builder.Intersect(here, suffixes[i % right.Count]);
        }

        Solve(body, unknowns);
        return ForEachContext(left => _builder.Union(unknowns.AsSpan(left * right.Count, right.Count)));
    }

    /// <summary>The right contexts that the body of a repeat asks for.</summary>
    private RightContexts RightContextsOf(Pattern.Repeat repeat)
    {
        if (!_right.TryGetValue(repeat, out RightContexts? right))
        {
            var looks = new List<Pattern.Look>();
            PatternWalk.Visit(repeat, look =>
            {
                if (look.IsAhead)
                {
                    looks.Add(look);
                }

                return false;
            });
            _right.Add(repeat, right = looks.Count == 0 ? NoRightContexts() : RightContextsOf(looks));
        }

        return right;
    }

    private RightContexts NoRightContexts()
    {
        int[] loops = new int[_left.Classes.Count];
        return new RightContexts(_left.Classes, new PropertyAutomaton(loops, [], loops.Length, 0), [], _left);
    }

    private RightContexts RightContextsOf(List<Pattern.Look> looks)
    {
        var sets = new List<CodePointSet>(_left.Classes.Sets);
        foreach (Pattern.Look look in looks)
        {
            PatternWalk.Visit(look.Body, static _ => true, sets.Add);
        }

        Spend(StepsOfAnAutomaton + sets.Count);

        if (CodePointClasses.Of(sets) is not { } classes)
        {
            throw TooComplex(looks[^1]);
        }

        var encoding = new ClassEncoding(new RegexBuilder(), classes);
        var lowering = new PatternLowering(encoding, _left, _budget);
        var reversal = new Reversal(encoding.Builder);
        var languages = new RegexNumbers();
        var properties = new Dictionary<(Pattern.Look, int), int>();
        foreach (Pattern.Look look in looks)
        {
            Rest rest = lowering.Ahead(look, inText: false);
            for (int context = 0; context < _left.Count; context++)
            {
                properties[(look, context)] = languages.Of(reversal.Of(rest[context]));
            }
        }

        PropertyAutomaton? automaton = PropertyAutomaton.Build(encoding.Builder, languages.Regexes, classes.Count);
        return automaton is null ? throw TooComplex(looks[^1]) : new RightContexts(classes, automaton, properties, _left);
    }

    /// <summary>For each right context, the texts at whose start it is.</summary>
    private Regex[] Suffixes(RightContexts right)
    {
        Regex[,] steps = NewMatrix(right.Count);
        var unknowns = new Regex[right.Count];
        for (int next = 0; next < right.Count; next++)
        {
            unknowns[next] = next == RightContexts.End ? _builder.Epsilon : _builder.Nothing;
            for (int c = 0; c < right.Classes.Count; c++)
            {
                ref Regex entry = ref steps[right.Previous(next, c), next];
                entry = _builder.Union(entry, _encoding.Of(right.Classes.Sets[c]));
            }
        }

        Solve(steps, unknowns);
        return unknowns;
    }

    /// <summary>What a pattern takes from one pair of contexts (row) to another (column); a pair is left · right count + right.</summary>
    private Regex[,] MatrixOf(Pattern pattern, RightContexts right)
    {
        Diagnostics.StackGuard.Ensure("the regex");
        int size = _left.Count * right.Count;
        Spend(size);
        switch (pattern)
        {
            case Pattern.Set set:
                return MatrixOf(set.Chars, right);
            case Pattern.Concat concat:
                Regex[,] product = Identity(size);
                foreach (Pattern part in concat.Parts)
                {
                    product = Multiply(product, MatrixOf(part, right));
                }

                return product;
            case Pattern.Alternation alternation:
                Regex[,] sum = NewMatrix(size);
                foreach (Pattern part in alternation.Parts)
                {
                    sum = Add(sum, MatrixOf(part, right));
                }

                return sum;
            case Pattern.Repeat inner:
                return Power(MatrixOf(inner.Inner, right), inner);
            default:
                var look = (Pattern.Look)pattern;
                Regex[,] diagonal = NewMatrix(size);
                for (int i = 0; i < size; i++)
                {
                    int left = i / right.Count;
                    bool holds = look.IsAhead ? right.Holds(look, left, i % right.Count) : _left.Holds(look, left);
                    diagonal[i, i] = holds ? _builder.Epsilon : _builder.Nothing;
                }

                return diagonal;
        }
    }

    private Regex[,] MatrixOf(CodePointSet set, RightContexts right)
    {
        int size = _left.Count * right.Count;
        var sets = new Dictionary<(int, int), CodePointSet>();
        for (int c = 0; c < right.Classes.Count; c++)
        {
            CodePointSet part = right.Classes.Sets[c].Intersect(set);
            for (int left = 0; left < _left.Count && !part.IsEmpty; left++)
            {
                int nextLeft = _left.Next(left, right.LeftClass(c));
                for (int next = 0; next < right.Count; next++)
                {
                    (int, int) entry = ((left * right.Count) + right.Previous(next, c), (nextLeft * right.Count) + next);
                    sets[entry] = sets.GetValueOrDefault(entry, CodePointSet.Empty).Union(part);
                }
            }
        }

        Regex[,] matrix = NewMatrix(size);
        foreach (((int row, int column), CodePointSet part) in sets)
        {
            matrix[row, column] = _encoding.Of(part);
        }

        return matrix;
    }
}
