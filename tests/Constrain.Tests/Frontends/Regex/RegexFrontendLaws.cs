// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.Patterns;

/// <summary>Our verdicts are those of .NET's backtracking engine: other code, another method, assertions and flags included.</summary>
[Properties(Arbitrary = [typeof(PatternGenerators)], MaxTest = 2000)]
public class RegexFrontendLaws
{
    /// <summary>Backtracking may take exponential time; such a regex is passed over.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    [Property]
    public Property DotNet_AgreesWithDotNet(DotNetPattern pattern, AnyText[] texts) =>
        Agrees(pattern.Term, RegexDialect.DotNet, RegexOptions.CultureInvariant, texts);

    [Property]
    public Property Ecma_AgreesWithDotNetsEcmaScript(EcmaPattern pattern, AnyText[] texts) =>
        Agrees(pattern.Term, RegexDialect.Ecma262, RegexOptions.ECMAScript | RegexOptions.CultureInvariant, texts);

    [Property]
    public void Full_IsWithinSearch(EcmaPattern pattern, AnyText text)
    {
        var languages = new Languages();
        if (TryCompile(languages, pattern.Term.Ours, RegexDialect.Ecma262) is var (full, search))
        {
            Assert.True(!languages.Accepts(full, text.Text) || languages.Accepts(search, text.Text));
            Assert.Same(search, languages.Search($"(?:{pattern.Term.Ours})"));
        }
    }

    private static Property Agrees(PatternTerm term, RegexDialect dialect, RegexOptions options, AnyText[] texts)
    {
        var languages = new Languages();
        var theirs = new Regex(term.DotNet, options, Timeout);
        var theirsFull = new Regex($"\\A(?:{term.DotNet})\\z", options, Timeout);
        if (TryCompile(languages, term.Ours, dialect) is not var (full, search))
        {
            return Prop.When(false, true);
        }

        string[] disagreements;
        try
        {
            disagreements =
            [
                .. texts.Select(t => t.Text)
                    .Where(t => languages.Accepts(full, t) != theirsFull.IsMatch(t) || languages.Accepts(search, t) != theirs.IsMatch(t)),
            ];
        }
        catch (RegexMatchTimeoutException)
        {
            return Prop.When(false, true);
        }

        return (disagreements.Length == 0).Label(string.Join(' ', disagreements.Select(d => System.Text.Json.JsonSerializer.Serialize(d))));
    }

    /// <summary>Null when the assertions need more contexts than are allowed; any other error is one.</summary>
    private static (Constrain.Regexes.Regex Full, Constrain.Regexes.Regex Search)? TryCompile(
        Languages languages,
        string pattern,
        RegexDialect dialect)
    {
        try
        {
            return (languages.Full(pattern, dialect), languages.Search(pattern, dialect));
        }
        catch (GrammarException error) when (error.Error == GrammarError.LimitExceeded)
        {
            return null;
        }
    }
}
