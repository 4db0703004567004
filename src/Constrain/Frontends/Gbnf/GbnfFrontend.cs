// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.Gbnf;

/// <summary>GBNF, the grammar dialect of llama.cpp, as a grammar over bytes.</summary>
/// <remarks>
/// Text → <see cref="GbnfParser"/> → <see cref="GbnfSyntax"/> → <see cref="GbnfLowering"/> → <see cref="Grammar"/>, with
/// <see cref="LeftRecursion"/> removed where rules are expanded. Characters are Unicode scalar values in UTF-8; a class without
/// an upper bound, such as <c>.</c> or <c>[^"]</c>, has all of them, control characters included.
/// </remarks>
internal static class GbnfFrontend
{
    /// <summary>Compiles a grammar.</summary>
    /// <param name="text">The text of the grammar.</param>
    /// <param name="root">The name of the rule that a whole document is a word of.</param>
    /// <param name="regexes">Where the grammar's regexes are made.</param>
    /// <exception cref="GrammarException">
    /// <see cref="GrammarError.Syntax"/>: the text is not GBNF, or a rule is not defined. <see cref="GrammarError.Unsupported"/>:
    /// it has tokens. <see cref="GrammarError.Unsatisfiable"/>: the root has no word. <see cref="GrammarError.LimitExceeded"/>.
    /// </exception>
    public static Grammar Compile(string text, string root, RegexBuilder regexes) =>
        GbnfLowering.Lower(GbnfParser.Parse(text), root, regexes);
}
