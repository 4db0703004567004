// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Regexes;

namespace Constrain.TestKit;

/// <summary>Ways over an automaton that several laws take.</summary>
internal static class Walks
{
    /// <summary>The automaton of a grammar; null when the grammar has no word.</summary>
    public static Automaton? TryBuild(GrammarTerm grammar, int maxStates = 1 << 17, int maxNodes = 1 << 20)
    {
        try
        {
            return new Automaton(grammar.Build(new RegexBuilder(maxNodes)), maxStates);
        }
        catch (GrammarException e) when (e.Error == GrammarError.Unsatisfiable)
        {
            return null;
        }
    }

    /// <summary>Each word of a scope that is the beginning of a document for the automaton, with its state.</summary>
    public static IEnumerable<(byte[] Prefix, State State)> Prefixes(Automaton automaton, WordScope scope) =>
        scope.Words.Select(word => (word, automaton.Step(automaton.Start, word))).Where(reached => !reached.Item2.IsDead);

    /// <summary>The bytes of a shortest completion, each chosen because one less is needed after it.</summary>
    public static byte[] ShortestCompletion(Automaton automaton, State state)
    {
        var bytes = new List<byte>();
        for (long length = automaton.MinLength(state); length > 0; length--)
        {
            byte next = Enumerable.Range(0, 256).Select(b => (byte)b).First(b => automaton.Step(state, b) is { IsDead: false } to && automaton.MinLength(to) == length - 1);
            bytes.Add(next);
            state = automaton.Step(state, next);
        }

        return [.. bytes];
    }
}
