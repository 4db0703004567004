// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.TestKit;

namespace Constrain.Tests.Regexes;

/// <summary>Every regex of a few operators, every word of a few letters: what is wrong is mostly wrong in a small case already.</summary>
public class SmallScopeTests
{
    [Theory]
    [InlineData(3, 6)]
    [InlineData(4, 5)]
    public void Regexes_OfFewOperators_AcceptExactlyTheirWords(int operators, int letters)
    {
        var builder = new RegexBuilder();
        var scope = new WordScope("ab", letters);
        var regexes = new SmallScopeRegexes(builder, scope, operators);

        Assert.True(regexes.Violations.Count == 0, string.Join('\n', regexes.Violations));
        foreach ((Regex regex, WordScope.Language words) in regexes.Languages)
        {
            Assert.True(words == Accepted(builder, regex, scope), $"{RegexTerm.Of(regex)} accepts {Accepted(builder, regex, scope)}, not {words}");
        }
    }

    [Fact]
    public void MinLength_OfFewOperators_IsExact()
    {
        var builder = new RegexBuilder();
        var scope = new WordScope("ab", 5);
        foreach ((Regex regex, WordScope.Language words) in new SmallScopeRegexes(builder, scope, 3).Languages)
        {
            long length = builder.MinLength(regex);
            Assert.True(words.MinLength is { } least ? length == least : length > scope.MaxLength, $"{RegexTerm.Of(regex)}: {length}, not {words.MinLength}");
            Assert.True(builder.IsEmpty(regex) == (length == Lengths.Infinite), $"{RegexTerm.Of(regex)}: emptiness and length disagree");
        }
    }

    private static WordScope.Language Accepted(RegexBuilder builder, Regex regex, WordScope scope)
    {
        var reached = new Regex[scope.Words.Length];
        reached[0] = regex;
        for (int i = 1; i < reached.Length; i++)
        {
            // Words come by length, then letter by letter: the one without the last letter came long before.
            reached[i] = builder.Derivative(reached[(i - 1) / scope.Letters.Length], scope.Words[i][^1]);
        }

        return scope.Where(w => reached[scope.NumberOf(w)].IsNullable);
    }
}
