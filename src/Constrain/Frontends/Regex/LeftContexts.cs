// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>All that a pattern's assertions can know about the text before a place: a state of a small automaton.</summary>
/// <remarks>
/// Each lookbehind, <c>^</c> included, asks whether the text so far is in a regular language. One automaton that reads the text
/// from its start answers for all of them. Without lookbehind it has one state; with <c>^</c> alone it has two, "start" and "later".
/// </remarks>
internal sealed class LeftContexts
{
    /// <summary>The state at the start of the text.</summary>
    public const int Start = 0;

    /// <summary>Lookbehinds inside lookbehinds: each level costs an automaton, and nobody writes three.</summary>
    private const int MaxNesting = 16;

    private static readonly LeftContexts Single = new(CodePointClasses.Whole, new PropertyAutomaton([0], [], 1, 0), []);
    private static readonly LeftContexts StartOnly = new(CodePointClasses.Whole, new PropertyAutomaton([1, 1], [false, true], 1, 1), []);

    private readonly PropertyAutomaton _automaton;
    private readonly Dictionary<Pattern.Look, int> _properties;
    private readonly Dictionary<CodePointSet, CodePointSet[]> _cuts = [];

    private LeftContexts(CodePointClasses classes, PropertyAutomaton automaton, Dictionary<Pattern.Look, int> properties)
    {
        Classes = classes;
        _automaton = automaton;
        _properties = properties;
    }

    /// <summary>The characters that move the automaton alike.</summary>
    public CodePointClasses Classes { get; }

    /// <summary>How many states there are.</summary>
    public int Count => _automaton.Count;

    /// <summary>The state after one more character of the class.</summary>
    public int Next(int context, int characterClass) => _automaton.Next(context, characterClass);

    /// <summary>Whether a lookbehind holds in a state.</summary>
    public bool Holds(Pattern.Look look, int context) =>
        _automaton.Holds(context, this == StartOnly ? 0 : _properties[look]) != look.IsNegated;

    /// <summary>The part of a set in each class.</summary>
    public CodePointSet[] Cut(CodePointSet set)
    {
        if (Classes.Count == 1)
        {
            return [set];
        }

        if (!_cuts.TryGetValue(set, out CodePointSet[]? parts))
        {
            _cuts.Add(set, parts = [.. Classes.Sets.Select(c => set.Intersect(c))]);
        }

        return parts;
    }

    /// <summary>The contexts that the lookbehinds of a pattern ask for.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="nesting">How many lookbehinds the pattern is inside of.</param>
    /// <exception cref="GrammarException">A lookbehind looks ahead too, or there would be too many states.</exception>
    public static LeftContexts For(Pattern pattern, int nesting = 0)
    {
        if (!pattern.HasLook)
        {
            return Single;
        }

        var looks = new List<Pattern.Look>();
        var sets = new List<CodePointSet>();
        PatternWalk.Visit(pattern, look =>
        {
            if (!look.IsAhead)
            {
                looks.Add(look);
            }

            return look.IsAhead;
        });
        if (looks.TrueForAll(look => look.IsTextStart))
        {
            return looks.Count == 0 ? Single : StartOnly;
        }

        if (nesting == MaxNesting)
        {
            throw PatternLowering.TooComplex(looks[0]);
        }

        foreach (Pattern.Look look in looks)
        {
            PatternWalk.Visit(look.Body, inner => inner.IsAhead ? throw Mixed(look) : true, sets.Add);
        }

        return Build(looks, sets, nesting + 1);
    }

    private static LeftContexts Build(List<Pattern.Look> looks, List<CodePointSet> sets, int nesting)
    {
        CodePointClasses? classes = CodePointClasses.Of(sets);
        if (classes is not null)
        {
            var encoding = new ClassEncoding(new RegexBuilder(), classes);
            var byBody = new Dictionary<Pattern, int>();
            var languages = new RegexNumbers();
            var properties = new Dictionary<Pattern.Look, int>();
            foreach (Pattern.Look look in looks)
            {
                if (!byBody.TryGetValue(look.Body, out int number))
                {
                    Regex language = PatternLowering.Full(Pattern.Sequence([Pattern.AnyText, look.Body]), encoding, nesting);
                    byBody.Add(look.Body, number = languages.Of(language));
                }

                properties.Add(look, number);
            }

            PropertyAutomaton? automaton = PropertyAutomaton.Build(encoding.Builder, languages.Regexes, classes.Count);
            if (automaton is not null && automaton.Count <= PatternLowering.MaxContexts)
            {
                return new LeftContexts(classes, automaton, properties);
            }
        }

        throw PatternLowering.TooComplex(looks[^1]);
    }

    private static GrammarException Mixed(Pattern.Look look) => new(
        GrammarError.Unsupported,
        "a lookbehind that holds a lookahead, $ or \\b is not supported",
        SourceLocation.AtOffset(look.Offset),
        look.Text,
        "put the inner assertion beside the lookbehind");
}
