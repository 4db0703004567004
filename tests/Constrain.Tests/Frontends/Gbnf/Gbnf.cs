// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Automata;
using Constrain.Frontends.Gbnf;
using Constrain.Regexes;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>Short names for what every test of the GBNF front end does.</summary>
internal static class Gbnf
{
    public static Automaton Compile(string grammar, string root = "root") => new(GbnfFrontend.Compile(grammar, root, new RegexBuilder()));

    public static bool Accepts(this Automaton automaton, string text) => automaton.After(text).IsAccepting;

    public static State After(this Automaton automaton, string text) => automaton.Step(automaton.Start, Encoding.UTF8.GetBytes(text));

    /// <summary>Every word over a and b that is no longer than so many letters.</summary>
    public static IEnumerable<string> Words(int maxLength) =>
        Enumerable.Range(0, maxLength + 1).SelectMany(length => Enumerable.Range(0, 1 << length)
            .Select(bits => string.Concat(Enumerable.Range(0, length).Select(i => (bits >> i & 1) == 0 ? 'a' : 'b'))));

    /// <summary>The error of a grammar that must not compile.</summary>
    public static GrammarException Refused(string grammar, string root = "root") =>
        Assert.Throws<GrammarException>(() => Compile(grammar, root));
}
