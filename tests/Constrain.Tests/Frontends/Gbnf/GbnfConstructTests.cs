// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Automata;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>What each construct of the dialect means, by texts that are accepted and rejected.</summary>
public class GbnfConstructTests
{
    [Theory]
    [InlineData("root ::= \"abc\"", "abc", "ab")]
    [InlineData("root ::= \"\"", "", "a")]
    [InlineData("root ::=", "", "a")]
    [InlineData("root ::= \"\\x41\\u0042\\U00000043\"", "ABC", "abc")]
    [InlineData("root ::= \"\\n\\r\\t\"", "\n\r\t", "nrt")]
    [InlineData("root ::= \"\\\\\\\"\\[\\]\\-\"", "\\\"[]-", "\\")]
    [InlineData("root ::= \"a#b\" # \"c\"", "a#b", "a")]
    [InlineData("root ::= \"a\nb\"", "a\nb", "ab")]
    [InlineData("root ::= \"é\u3042😀\"", "é\u3042😀", "é\u3042")]
    [InlineData("root ::= \"\\U0001F600\"", "😀", "\u1F60")]
    [InlineData("root ::= \"\\xE9\"", "é", "e")]
    public void Literal_IsItsCharacters(string grammar, string accepted, string rejected) => Check(grammar, [accepted], [rejected]);

    [Theory]
    [InlineData("[abc]", "b", "d")]
    [InlineData("[a-c]", "b", "d")]
    [InlineData("[a-cx-z]", "y", "w")]
    [InlineData("[^a-c]", "d", "b")]
    [InlineData("[a-]", "-", "b")]
    [InlineData("[-a]", "-", "b")]
    [InlineData("[-+*/]", "-", ",")]
    [InlineData("[+--]", ",", ".")]
    [InlineData("[a\\-c]", "-", "b")]
    [InlineData("[\\]\\[]", "]", "\\")]
    [InlineData("[[]", "[", "]")]
    [InlineData("[\\\\\\]^_]", "^", "[")]
    [InlineData("[\\x00-\\x1F]", "\u0007", " ")]
    [InlineData("[\\u3041-\\u309F]", "\u3042", "\u30A2")]
    [InlineData("[ぁ-ゟ]", "\u3042", "\u30A2")]
    [InlineData("[\\U00010000-\\U0010FFFF]", "😀", "\uFFFD")]
    [InlineData("[\\uD000-\\uE000]", "\uD000", "\uE001")]
    [InlineData("[ \t\n]", "\n", "n")]
    [InlineData("[#\"]", "#", "a")]
    [InlineData("[^\"]", "\u0001", "\"")]
    [InlineData("[^\"]", "\n", "\"")]
    [InlineData("[^\"]", "😀", "\"")]
    [InlineData("[^^]", "a", "^")]
    [InlineData("[a^]", "^", "b")]
    [InlineData("[a-a]", "a", "b")]
    [InlineData("[aab]", "a", "c")]
    public void Class_IsOneCharacterOfItsSet(string characters, string accepted, string rejected) =>
        Check($"root ::= {characters}", [accepted], [rejected, "", accepted + accepted]);

    [Theory]
    [InlineData("a")]
    [InlineData("\0")]
    [InlineData("\n")]
    [InlineData("é")]
    [InlineData("\u3042")]
    [InlineData("😀")]
    [InlineData("\U0010FFFF")]
    public void Dot_IsAnyOneCharacter(string character) => Check("root ::= .", [character], ["", character + character]);

    [Theory]
    [InlineData(0xC0, 0x80)]
    [InlineData(0xED, 0xA0, 0x80)]
    [InlineData(0xF4, 0x90, 0x80, 0x80)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void Dot_IsNothingButValidUtf8(params int[] bytes)
    {
        Automaton automaton = Gbnf.Compile("root ::= .*");

        Assert.True(automaton.Step(automaton.Start, [.. bytes.Select(b => (byte)b)]).IsDead);
    }

    [Fact]
    public void Character_IsCompletedByte_ByByte()
    {
        Automaton automaton = Gbnf.Compile("root ::= [\u3042\u3044]");
        byte[] bytes = Encoding.UTF8.GetBytes("\u3044");

        State afterTwo = automaton.Step(automaton.Start, bytes.AsSpan(0, 2));

        Assert.False(afterTwo.IsDead);
        Assert.False(afterTwo.IsAccepting);
        Assert.Equal(1, automaton.MinLength(afterTwo));
        Assert.True(automaton.Step(afterTwo, bytes[2]).IsAccepting);
    }

    [Theory]
    [InlineData("\"a\"*", "|a|aaaa", "b")]
    [InlineData("\"a\"+", "a|aaaa", "|b")]
    [InlineData("\"a\"?", "|a", "aa")]
    [InlineData("\"a\"{2}", "aa", "a|aaa")]
    [InlineData("\"a\"{2,}", "aa|aaaaa", "a")]
    [InlineData("\"a\"{,2}", "|a|aa", "aaa")]
    [InlineData("\"a\"{1,3}", "a|aaa", "|aaaa")]
    [InlineData("\"a\"{ 1 , 3 }", "a|aaa", "|aaaa")]
    [InlineData("\"a\"{0}", "", "a")]
    [InlineData("\"a\"{0,0}", "", "a")]
    [InlineData("\"ab\" *", "|abab", "aba")]
    [InlineData("\"ab\"{2}?", "|abab", "ab")]
    [InlineData("\"ab\"+{2}", "abab|ababab", "ab")]
    [InlineData("\"\"*", "", "a")]
    [InlineData("\"x\" \"ab\"+", "xab|xabab", "xabxab")]
    [InlineData("[ab]{2}", "ab|ba", "a|abc")]
    [InlineData("(\"a\" | \"b\"){2}", "ab|ba", "a|abc")]
    public void Repetition_CountsTheItemBeforeIt(string body, string accepted, string rejected)
    {
        Check($"root ::= {body}", accepted.Split('|'), rejected.Split('|'));

        // The same with an item that no regex can stand for: balanced parentheses around the letters.
        string balanced = body.Replace("\"a\"", "a").Replace("\"ab\"", "ab").Replace("[ab]", "(a | b)").Replace("\"b\"", "b");
        Check(
            $"root ::= {balanced}\na ::= \"a\" | \"(\" a \")\"\nb ::= \"b\" | \"(\" b \")\"\nab ::= \"ab\" | \"(\" ab \")\"",
            accepted.Split('|'),
            rejected.Split('|'));
    }

    [Theory]
    [InlineData("x{2}", "|a|aa|(a)|()(a)", "aaa")]
    [InlineData("x{2,3}", "|a|a(a)|aaa", "aaaa")]
    [InlineData("x{2,}", "|a|aaaaaa", "b")]
    public void Repetition_OfARuleThatMayBeEmpty_NeedsNoneOfThem(string body, string accepted, string rejected) =>
        Check($"root ::= {body}\nx ::= \"(\" x \")\" | \"a\" |", accepted.Split('|'), rejected.Split('|'));

    [Fact]
    public void Repetition_OfARecursiveRule_CountsWithoutUnrolling()
    {
        Automaton automaton = Gbnf.Compile("root ::= x{3,1000000}\nx ::= \"(\" x \")\" | \"a\"");

        Assert.False(automaton.Accepts("a(a)"));
        Assert.True(automaton.Accepts("a(a)((a))"));
        Assert.True(automaton.Accepts(new string('a', 5000)));
        Assert.Equal(3, automaton.MinLength(automaton.Start));
        Assert.Equal(2, automaton.MinLength(automaton.After("(a)")));
    }

    [Theory]
    [InlineData("root ::= \"a\" | \"b\"", "a|b", "|ab")]
    [InlineData("root ::= \"a\" |", "a|", "b")]
    [InlineData("root ::= | \"a\"", "a|", "b")]
    [InlineData("root ::= \"a\" | | \"b\"", "a|b|", "ab")]
    [InlineData("root ::= \"a\" \"b\" | \"c\" \"d\"", "ab|cd", "ad|abcd")]
    [InlineData("root ::= (\"a\" | \"b\") \"c\"", "ac|bc", "a|c|abc")]
    [InlineData("root ::= (\"a\" | ) \"c\"", "ac|c", "a")]
    [InlineData("root ::= ()", "", "a")]
    [InlineData("root ::= (((\"a\")))", "a", "")]
    [InlineData("root ::= (\"a\" (\"b\" (\"c\")? )? )?", "|a|ab|abc", "b|ac")]
    public void Alternatives_AndGroups(string grammar, string accepted, string rejected) =>
        Check(grammar, accepted.Split('|'), rejected.Split('|'));

    [Theory]
    [InlineData("root ::= a\na ::= \"x\"")]
    [InlineData("root ::= a\r\na ::= \"x\"\r\n")]
    [InlineData("root ::= a\ra ::= \"x\"")]
    [InlineData("\n\n# first\nroot ::= a # second\n\n  # third\n  a ::= \"x\" # fourth")]
    [InlineData("a ::= \"x\"\nroot ::= a")]
    [InlineData("root::=a\na::=\"x\"")]
    [InlineData("root ::=\n  a\na ::=\n\n  \"x\"")]
    [InlineData("root ::= (\n  # inside\n  a\n  |\n  \"y\"\n)\na ::= \"x\"")]
    [InlineData("root ::= a |\n  \"y\"\na ::= \"x\"")]
    [InlineData("root ::= a\n  | \"y\"\na ::= \"x\"")]
    [InlineData("root ::= \"\"\n  a\n  \"\"\na\t::= \"x\"")]
    public void Rules_EndWhereTheNextBegins(string grammar) => Check(grammar, ["x"], ["", "xx"]);

    [Theory]
    [InlineData("a")]
    [InlineData("A")]
    [InlineData("0")]
    [InlineData("-")]
    [InlineData("camelCase")]
    [InlineData("dashed-name-1")]
    [InlineData("1st--")]
    public void Names_AreOfLettersDigitsAndDashes(string name) => Check($"root ::= {name} {name}\n{name} ::= \"x\"", ["xx"], ["x"]);

    [Fact]
    public void Root_MayBeAnyRule()
    {
        Automaton automaton = Gbnf.Compile("root ::= \"(\" item \")\"\nitem ::= \"x\"", root: "item");

        Assert.True(automaton.Accepts("x"));
        Assert.False(automaton.Accepts("(x)"));
    }

    [Theory]
    [InlineData("root ::= \"a\" root \"b\" | \"\"", "|ab|aabb", "a|aab|ba")]
    [InlineData("root ::= s\ns ::= \"(\" s \")\" s |", "|()|(())()", "(|())")]
    [InlineData("root ::= \"a\" other?\nother ::= \"b\" root", "a|aba", "ab|b")]
    [InlineData("root ::= (\"a\" root \"b\" | \"c\")*", "|c|acb|cacacbbc", "ac|b")]
    [InlineData("root ::= pair{2}\npair ::= \"<\" pair? \">\"", "<><>|<<>><>", "<>|<><><>")]
    public void Recursion_IsFollowed(string grammar, string accepted, string rejected) =>
        Check(grammar, accepted.Split('|'), rejected.Split('|'));

    [Theory]
    [InlineData("root ::= \"a\" | never\nnever ::= \"b\" never", "a", "b")]
    [InlineData("root ::= never? \"a\"\nnever ::= \"b\" never", "a", "b")]
    [InlineData("root ::= never* \"a\"\nnever ::= \"b\" never", "a", "b")]
    [InlineData("root ::= never{0,3} \"a\"\nnever ::= never", "a", "b")]
    [InlineData("root ::= \"a\" | \"b\" (\"c\" never | never \"d\")\nnever ::= \"b\" never", "a", "b")]
    public void Unproductive_AlternativesAreCut(string grammar, string accepted, string dead)
    {
        Automaton automaton = Gbnf.Compile(grammar);

        Assert.True(automaton.Accepts(accepted));
        Assert.True(automaton.After(dead).IsDead);
    }

    [Fact]
    public void LongOptionalSequence_IsACount()
    {
        string items = string.Concat(Enumerable.Repeat("x? ", 200));
        Automaton automaton = Gbnf.Compile($"root ::= {items}\nx ::= \"(\" x \")\" | \"a\"");

        Assert.True(automaton.Accepts(""));
        Assert.True(automaton.Accepts(string.Concat(Enumerable.Repeat("(a)", 200))));
        Assert.True(automaton.After(new string('a', 201)).IsDead);
    }

    private static void Check(string grammar, IEnumerable<string> accepted, IEnumerable<string> rejected)
    {
        Automaton automaton = Gbnf.Compile(grammar);
        Assert.All(accepted, text => Assert.True(automaton.Accepts(text), $"\"{text}\" should be accepted"));
        Assert.All(rejected, text => Assert.False(automaton.Accepts(text), $"\"{text}\" should be rejected"));
    }
}
