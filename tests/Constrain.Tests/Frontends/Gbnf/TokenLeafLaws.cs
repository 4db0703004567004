// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.RegularExpressions;
using Constrain.Automata;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>Tokens as leaves: a grammar over the letters a and b says what they do, where b stands for the leaf.</summary>
/// <remarks>
/// A token is spelt by its text, if that is of the letter a, and by b, if it is a word of the leaf; so what was generated has several
/// spellings, and a token may come iff one of them, with one of its own behind it, begins a word of the grammar over the letters.
/// </remarks>
[Properties(Arbitrary = [typeof(AnyGbnf)], MaxTest = 1000)]
public class TokenLeafLaws
{
    private const int Steps = 6;
    private const int End = 6;

    private static readonly Vocabulary Tokens = Vocabulary.FromTokens(
        [.. new[] { "a", "aa", "b", "aaa", "<x>", "ab", "<end>" }.Select(t => new ReadOnlyMemory<byte>([.. t.Select(c => (byte)c)]))], [End]);

    private static readonly (string Leaf, int[] Words)[] Leaves =
        [("<[3]>", [3]), ("<x>", [4]), ("<[0]>", [0]), ("!<[1]>", [0, 2, 3, 4, 5]), ("!<x>", [0, 1, 2, 3, 5]), ("!<end>", [0, 1, 2, 3, 4, 5])];

    [Property]
    public void Masks_AllowWhatTheSpellingsAllow(NaiveGbnf grammar, int choice, int seed)
    {
        if (!grammar.IsProductive())
        {
            return;
        }

        (string leaf, int[] words) = Leaves[(choice & int.MaxValue) % Leaves.Length];
        Automaton letters = Gbnf.Compile(grammar.ToGbnf());
        Matcher matcher = Constraint.FromGbnf(WithLeaf(grammar, leaf)).CreateMatcher(Tokens);
        var random = new Random(seed);
        State[] spellings = [letters.Start];
        for (int step = 0; step < Steps; step++)
        {
            State[][] after = [.. Enumerable.Range(0, End).Select(token => After(spellings, token))];
            int[] allowed = [.. Enumerable.Range(0, End).Where(token => after[token].Length > 0)];

            Assert.Equal(spellings.Any(s => s.IsAccepting), matcher.IsAccepting);
            Assert.Equal([.. allowed, .. matcher.IsAccepting ? [End] : Array.Empty<int>()], matcher.Mask.ToArray());
            Assert.Equal(matcher.Mask.ToArray(), matcher.WalkedMask.ToArray());
            Assert.Equal(allowed, Enumerable.Range(0, End).Where(token => matcher.MinimumBytesAfter(token) is not null));
            Assert.Equal(spellings.Min(letters.MinLength), matcher.MinimumBytes);
            Assert.All(matcher.MaskWithin(1).ToArray(), token => Assert.True(token == End || matcher.MinimumBytesAfter(token) <= 1));
            Assert.Equal(allowed.Where(token => matcher.MinimumBytesAfter(token) <= 1 && after[token].Any(s => letters.MinLength(s) <= 1)), matcher.MaskWithin(1).ToArray().Where(token => token != End));
            if (allowed.Length == 0)
            {
                break;
            }

            int next = allowed[random.Next(allowed.Length)];
            Assert.True(matcher.TryAccept(next));
            spellings = after[next];
        }

        State[] After(State[] before, int token) =>
            [.. before.SelectMany(state => Spellings(token).Select(spelling => letters.Step(state, spelling))).Where(state => !state.IsDead).Distinct()];

        IEnumerable<byte[]> Spellings(int token)
        {
            byte[] text = Tokens.GetBytes(token).ToArray();
            return [.. text.All(c => c == (byte)'a') ? [text] : Array.Empty<byte[]>(), .. words.Contains(token) ? [[(byte)'b']] : Array.Empty<byte[]>()];
        }
    }

    [Property]
    public void Gbnf_ThatIsWrittenAgain_AllowsTheSame(NaiveGbnf grammar, int choice, int seed)
    {
        if (!grammar.IsProductive())
        {
            return;
        }

        var constraint = Constraint.FromGbnf(WithLeaf(grammar, Leaves[(choice & int.MaxValue) % Leaves.Length].Leaf));
        Matcher matcher = constraint.CreateMatcher(Tokens);
        Matcher again = Constraint.FromGbnf(constraint.ToGbnf()).CreateMatcher(Tokens);
        var random = new Random(seed);
        for (int step = 0; step < Steps && matcher.Mask.Count > 0 && !matcher.IsFinished; step++)
        {
            int[] allowed = matcher.Mask.ToArray();
            Assert.Equal(allowed, again.Mask.ToArray());
            int next = allowed[random.Next(allowed.Length)];
            Assert.True(matcher.TryAccept(next) && again.TryAccept(next));
        }
    }

    /// <summary>The grammar with the leaf for every b.</summary>
    private static string WithLeaf(NaiveGbnf grammar, string leaf) => Regex.Replace(
        grammar.ToGbnf(),
        """("(?<text>[ab]+)"|\[(?<letters>[ab]+)\])""",
        match => match.Groups["text"] is { Success: true } text ? Join(text.Value, " ", leaf) : Join(match.Groups["letters"].Value, " | ", leaf));

    private static string Join(string letters, string separator, string leaf) =>
        $"({string.Join(separator, letters.Select(c => c == 'a' ? "\"a\"" : leaf))})";
}
