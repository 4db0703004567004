// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;
using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Automata;

[Properties(Arbitrary = [typeof(GrammarGenerators)], MaxTest = 300)]
public class AutomatonLaws
{
    // One letter of each class that the generated grammars tell apart.
    private static readonly WordScope Scope = new("abc", 5);

    [Property]
    public void Accepts_AgreesWithTheFixpointOfTheProductions(AnyGrammar any)
    {
        WordScope.Language words = new NaiveGrammar(any.Term).Words(Scope);
        Automaton? automaton = Walks.TryBuild(any.Term);

        Assert.Equal(words, automaton is null ? Scope.Nothing : Accepted(automaton));
    }

    [Property]
    public void MinLength_OfEveryState_IsThatOfTheShortestCompletion(AnyGrammar any)
    {
        if (Walks.TryBuild(any.Term) is not { } automaton)
        {
            return;
        }

        WordScope.Language words = new NaiveGrammar(any.Term).Words(Scope);
        foreach ((byte[] prefix, State state) in Walks.Prefixes(automaton, Scope))
        {
            long length = automaton.MinLength(state);
            int? shortest = words.Words.FirstOrDefault(w => w.AsSpan().StartsWith(prefix))?.Length - prefix.Length;
            Assert.True(shortest is { } exact ? length == exact : prefix.Length + length > Scope.MaxLength, $"after {new AnyWord(prefix)}: {length}, not {shortest}");
            Assert.True(length < Lengths.Infinite, "a state that is not dead can be completed");
        }
    }

    [Property]
    public void ShortestCompletion_FromEveryState_IsAccepted(AnyGrammar any)
    {
        if (Walks.TryBuild(any.Term) is not { } automaton)
        {
            return;
        }

        var naive = new NaiveGrammar(any.Term);
        foreach ((byte[] prefix, State state) in Walks.Prefixes(automaton, new WordScope("abc", 3)).DistinctBy(reached => reached.State))
        {
            byte[] completion = Walks.ShortestCompletion(automaton, state);
            Assert.True(automaton.Step(state, completion).IsAccepting);
            Assert.True(prefix.Length + completion.Length > 12 || naive.Accepts([.. prefix, .. completion]), $"{new AnyWord([.. prefix, .. completion])} is no word");
        }
    }

    [Property]
    public void DeadState_IsWhereNoWordGoesOn(AnyGrammar any)
    {
        if (Walks.TryBuild(any.Term) is not { } automaton)
        {
            return;
        }

        WordScope.Language words = new NaiveGrammar(any.Term).Words(Scope);
        Assert.All(words.Words, word => Assert.All(Enumerable.Range(0, word.Length), i => Assert.False(automaton.Step(automaton.Start, word.AsSpan(0, i)).IsDead)));
        Assert.All(Scope.Letters, letter => Assert.Same(automaton.Dead, automaton.Step(automaton.Dead, letter)));
    }

    [Property]
    public void Step_WithTablesThatAreDroppedAllTheTime_GivesTheSameVerdicts(AnyGrammar any)
    {
        if (Walks.TryBuild(any.Term) is not { } automaton)
        {
            return;
        }

        Automaton tiny = Walks.TryBuild(any.Term, maxStates: 0, maxNodes: 4)!;
        State[] held = [.. Scope.Words.Select(word => tiny.Step(tiny.Start, word))];
        for (int i = 0; i < held.Length; i++)
        {
            State expected = automaton.Step(automaton.Start, Scope.Words[i]);
            Assert.Equal(expected.IsDead, held[i].IsDead);
            Assert.Equal(expected.IsAccepting, held[i].IsAccepting);
            Assert.Equal(automaton.MinLength(expected), tiny.MinLength(held[i]));
        }

        // States that were held while the tables went are as good as new ones.
        foreach (int i in Enumerable.Range(0, 121))
        {
            foreach (byte letter in Scope.Letters)
            {
                Assert.Equal(automaton.Step(automaton.Start, [.. Scope.Words[i], letter]).IsAccepting, tiny.Step(held[i], letter).IsAccepting);
            }
        }
    }

    [Property(MaxTest = 100)]
    public void Step_FromManyThreads_GivesTheVerdictsOfOne(AnyGrammar any)
    {
        if (Walks.TryBuild(any.Term) is not { } automaton || Walks.TryBuild(any.Term, maxStates: 30, maxNodes: 50) is not { } shared)
        {
            return;
        }

        WordScope.Language expected = Accepted(automaton);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            Assert.Equal(expected, Accepted(shared));
            Assert.Equal(automaton.MinLength(automaton.Start), shared.MinLength(shared.Start));
        });
    }

    private static WordScope.Language Accepted(Automaton automaton) => Scope.Where(word => automaton.Step(automaton.Start, word).IsAccepting);
}
