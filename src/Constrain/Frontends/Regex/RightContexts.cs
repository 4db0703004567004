// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.Patterns;

/// <summary>All that the lookaheads of a repeated pattern can know about the text after a place: a state of a small automaton.</summary>
/// <remarks>
/// Each lookahead asks whether the rest of the text is in a regular language, in each left context. The automaton reads the text
/// from its end towards its start, so its languages are those reversed. Without lookahead it has one state.
/// </remarks>
internal sealed class RightContexts
{
    /// <summary>The state at the end of the text.</summary>
    public const int End = 0;

    private readonly PropertyAutomaton _automaton;
    private readonly Dictionary<(Pattern.Look, int), int> _properties;
    private readonly int[] _leftClasses;

    /// <summary>Creates the contexts of an automaton that reads backwards.</summary>
    /// <param name="classes">A partition that refines that of the left contexts.</param>
    /// <param name="automaton">The automaton.</param>
    /// <param name="properties">The property that each lookahead asks for in each left context.</param>
    /// <param name="left">The left contexts.</param>
    public RightContexts(
        CodePointClasses classes,
        PropertyAutomaton automaton,
        Dictionary<(Pattern.Look, int), int> properties,
        LeftContexts left)
    {
        Classes = classes;
        _automaton = automaton;
        _properties = properties;
        _leftClasses = [.. classes.Sets.Select(set => Array.FindIndex(left.Classes.Sets, l => l.Contains(set.Ranges[0].First)))];
    }

    /// <summary>The characters that move this automaton and that of the left contexts alike.</summary>
    public CodePointClasses Classes { get; }

    /// <summary>How many states there are.</summary>
    public int Count => _automaton.Count;

    /// <summary>The state one character of the class before.</summary>
    public int Previous(int context, int characterClass) => _automaton.Next(context, characterClass);

    /// <summary>Whether a lookahead holds in a pair of contexts.</summary>
    public bool Holds(Pattern.Look look, int left, int context) =>
        _automaton.Holds(context, _properties[(look, left)]) != look.IsNegated;

    /// <summary>The class of the left contexts that has this one.</summary>
    public int LeftClass(int characterClass) => _leftClasses[characterClass];
}
