// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.TestKit;

/// <summary>A grammar as plain data: for each rule its productions. Rule 0 is the root.</summary>
internal sealed class GrammarTerm(GrammarTerm.Item[][][] rules)
{
    /// <summary>The productions of each rule; a production without items is ε.</summary>
    public Item[][][] Rules { get; } = rules;

    /// <summary>The grammar of the engine, with one lazy rule per rule.</summary>
    public Grammar Build(RegexBuilder builder) => BuildRules(builder).Grammar;

    /// <summary>The grammar of the engine and its rules, in order.</summary>
    public (Grammar Grammar, TermRule[] Rules) BuildRules(RegexBuilder builder)
    {
        var grammar = new Grammar(builder);
        TermRule[] built = [.. Rules.Select((_, number) => new TermRule($"R{number}"))];
        for (int i = 0; i < built.Length; i++)
        {
            Item[][] productions = Rules[i];
            built[i].Define(() => [.. productions.Select(p => grammar.Sequence([.. p.Select(item => item.Regex is { } regex ? (Symbol)grammar.Terminal(regex.Build(builder)) : built[item.Rule])]))]);
        }

        grammar.Root = built[0];
        return (grammar, built);
    }

    /// <summary>The rules that can call themselves before they have matched a byte, by any way.</summary>
    /// <remarks>Rules that a rule may begin with: those after items that may be empty. The engine takes no such grammar.</remarks>
    public bool IsLeftRecursive()
    {
        bool[] nullable = new NaiveGrammar(this).Nullable();
        bool[,] begins = new bool[Rules.Length, Rules.Length];
        for (int i = 0; i < Rules.Length; i++)
        {
            foreach (Item[] production in Rules[i])
            {
                foreach (Item item in production)
                {
                    if (item.Regex is null)
                    {
                        begins[i, item.Rule] = true;
                    }

                    if (!(item.Regex is { } regex ? NaiveMatcher.Accepts(regex, []) : nullable[item.Rule]))
                    {
                        break;
                    }
                }
            }
        }

        for (int through = 0; through < Rules.Length; through++)
        {
            for (int i = 0; i < Rules.Length; i++)
            {
                for (int j = 0; j < Rules.Length; j++)
                {
                    begins[i, j] |= begins[i, through] && begins[through, j];
                }
            }
        }

        return Enumerable.Range(0, Rules.Length).Any(i => begins[i, i]);
    }

    public override string ToString() => string.Join(
        "; ",
        Rules.Select((productions, number) => $"R{number} = {(productions.Length == 0 ? "∅" : string.Join(" | ", productions.Select(p => p.Length == 0 ? "ε" : string.Join(' ', p.AsEnumerable()))))}"));

    /// <summary>A terminal or, without a regex, a rule.</summary>
    internal sealed record Item(RegexTerm? Regex, int Rule)
    {
        public override string ToString() => Regex?.ToString() ?? $"R{Rule}";
    }

    /// <summary>A rule that is told what it is, and with what bound.</summary>
    internal sealed class TermRule(string name) : Rule
    {
        private Func<IReadOnlyList<Sequence>> _expand = () => [];

        public override string Name => name;

        /// <summary>A lower bound on its words, in bytes.</summary>
        public long Bound { get; set; }

        internal override long MinLengthBound => Bound;

        /// <summary>Says what the rule is, when it is asked.</summary>
        public void Define(Func<IReadOnlyList<Sequence>> expand) => _expand = expand;

        protected override IReadOnlyList<Sequence> Expand() => _expand();
    }
}
