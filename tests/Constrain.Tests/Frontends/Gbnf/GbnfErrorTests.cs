// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>Every error: its kind, its line and column, what it is about, and what the message says.</summary>
public class GbnfErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "no rules")]
    [InlineData("  # only a comment\n", 1, 1, "no rules")]
    [InlineData("\"a\"", 1, 1, "name of a rule")]
    [InlineData("::= \"a\"", 1, 1, "name of a rule")]
    [InlineData("root", 1, 5, "the text ends where \"::=\"")]
    [InlineData("root \"a\"", 1, 6, "\"::=\" after the name")]
    [InlineData("root\n::= \"a\"", 1, 5, "\"::=\" after the name")]
    [InlineData("root := \"a\"", 1, 6, "name ::= ...")]
    [InlineData("my_rule ::= \"a\"", 1, 3, "letters, digits and \"-\"")]
    [InlineData("root ::= a_b\na ::= \"x\"", 1, 11, "letters, digits and \"-\"")]
    [InlineData("root ::= 'a'", 1, 10, "double quotes")]
    [InlineData("root ::= \"a\";", 1, 13, "newlines")]
    [InlineData("root ::= \"a\" // c", 1, 14, "comment begins with #")]
    [InlineData("root ::= é", 1, 10, "U+00E9")]
    [InlineData("root ::= 😀", 1, 10, "U+1F600")]
    [InlineData("root ::= \"a", 1, 10, "literal is never closed")]
    [InlineData("root ::= \"a\\\"", 1, 10, "literal is never closed")]
    [InlineData("root ::= [a", 1, 10, "class is never closed")]
    [InlineData("root ::= [a\\]", 1, 10, "class is never closed")]
    [InlineData("root ::= []", 1, 10, "class is empty")]
    [InlineData("root ::= [^]", 1, 10, "write . for any character")]
    [InlineData("root ::= [z-a]", 1, 11, "range ends before it begins")]
    [InlineData("root ::= [\\uD800-\\uDFFF]", 1, 10, "no character is in the class")]
    [InlineData("root ::= [^\\U00000000-\\U0010FFFF]", 1, 10, "no character is in the class")]
    [InlineData("root ::= \"\\q\"", 1, 11, "no such escape")]
    [InlineData("root ::= \"\\", 1, 11, "no such escape")]
    [InlineData("root ::= \"\\x4\"", 1, 11, "needs 2 hexadecimal digits")]
    [InlineData("root ::= \"\\u12G4\"", 1, 11, "needs 4 hexadecimal digits")]
    [InlineData("root ::= [\\U0001F60]", 1, 11, "needs 8 hexadecimal digits")]
    [InlineData("root ::= \"\\U00110000\"", 1, 11, "U+10FFFF")]
    [InlineData("root ::= \"\\uD83D\\uDE00\"", 1, 11, "write \\U0001F600")]
    [InlineData("root ::= \"\\uD83D\"", 1, 11, "half of a surrogate pair")]
    [InlineData("root ::= \"a\0b\"", 1, 12, "write \\x00")]
    [InlineData("root ::= (\"a\"", 1, 10, "group is never closed")]
    [InlineData("root ::= (\"a\"\nb ::= \"b\"", 1, 10, "group is never closed")]
    [InlineData("root ::= (\"a\" (\"b\")", 1, 10, "group is never closed")]
    [InlineData("root ::= \"a\")", 1, 13, "group was never opened")]
    [InlineData("root ::= *", 1, 10, "nothing to repeat")]
    [InlineData("root ::= \"a\" | +", 1, 16, "nothing to repeat")]
    [InlineData("root ::= (?\"a\")", 1, 11, "nothing to repeat")]
    [InlineData("root ::= {2}", 1, 10, "nothing to repeat")]
    [InlineData("root ::= \"a\"{}", 1, 14, "a number")]
    [InlineData("root ::= \"a\"{,}", 1, 15, "a number")]
    [InlineData("root ::= \"a\"{x}", 1, 14, "a number")]
    [InlineData("root ::= \"a\"{-1}", 1, 14, "a number")]
    [InlineData("root ::= \"a\"{2", 1, 15, "the text ends where the \"}\"")]
    [InlineData("root ::= \"a\"{2,3,4}", 1, 17, "the \"}\"")]
    [InlineData("root ::= \"a\"{3,2}", 1, 13, "exchange the bounds")]
    [InlineData("root ::= \"a\"\nroot ::= \"b\"", 2, 1, "defined already")]
    [InlineData("root ::= \"a\" b ::= \"b\"", 1, 14, "line of its own")]
    [InlineData("root ::= \"a\"\n\n  | nmae\nname ::= \"x\"", 3, 5, "did you mean \"name\"?")]
    [InlineData("root ::= \"a\"\r\nb ::= Root", 2, 7, "did you mean \"root\"?")]
    [InlineData("root ::= zebra\nb ::= \"b\"", 1, 10, "rule \"zebra\" is not defined")]
    [InlineData("root ::= \"a\" <think", 1, 14, "the token is never closed")]
    [InlineData("root ::= <think\n>", 1, 10, "the token is never closed")]
    [InlineData("root ::= !\"a\"", 1, 11, "a token such as")]
    [InlineData("root ::= <[12>", 1, 10, "<[123]>")]
    [InlineData("root ::= <[]>", 1, 10, "<[123]>")]
    [InlineData("root ::= <[>", 1, 10, "<[123]>")]
    [InlineData("root ::= <[-1]>", 1, 10, "digits alone")]
    [InlineData("root ::= <[99999999999]>", 1, 10, "digits alone")]
    [InlineData("root ::= /abc", 1, 10, "a comment begins with #")]
    [InlineData("root ::= /abc[/]\n/", 1, 10, "a comment begins with #")]
    [InlineData("root ::= \"a\" // text", 1, 14, "a comment begins with #")]
    [InlineData("root ::=\n  /a(b/", 2, 5, "")]
    [InlineData("root ::=\n  /ab/ix", 2, 8, "there is no flag \"x\"")]
    [InlineData("root ::= /ab)/i", 1, 13, "")]
    [InlineData("root ::= %jsno {}", 1, 10, "did you mean \"%json\"?")]
    [InlineData("root ::= %json string", 1, 16, "write it in braces")]
    [InlineData("root ::= %json {\"type\": \"}\"", 1, 16, "the schema is never closed")]
    [InlineData("root ::= %json\n  {\"type\":\n \"string\",,}", 3, 11, "")]
    public void Syntax_IsRefusedWhereItIsWrong(string grammar, int line, int column, string message)
    {
        GrammarException error = Gbnf.Refused(grammar);

        Assert.Equal(GrammarError.Syntax, error.Error);
        Assert.Equal((line, column), (error.Location!.Line, error.Location.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"line {line}, column {column}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Syntax_OfARuleDefinedTwice_NamesTheFirstPlace() =>
        Assert.Contains("line 1, column 3", Gbnf.Refused("  a ::= \"a\"\nroot ::= a\na ::= \"b\"").Message, StringComparison.Ordinal);

    [Fact]
    public void Syntax_OfHalfASurrogatePair_IsRefused()
    {
        GrammarException error = Gbnf.Refused("root ::= \"a\uD83D\"");

        Assert.Equal((GrammarError.Syntax, 12), (error.Error, error.Location!.Column));
        Assert.Contains("half of a surrogate pair", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hint_IsAbsent_WhenNoNameIsNear() => Assert.Null(Gbnf.Refused("root ::= zebra").Hint);

    [Theory]
    [InlineData("root ::= root", 1, 1, "root → root")]
    [InlineData("root ::= \"a\" root", 1, 1, "root → root")]
    [InlineData("root ::= \"x\" a\na ::= \"y\" b | b \"z\"\nb ::= (\"b\" | \"c\") a", 2, 1, "a → b → a")]
    [InlineData("root ::= a+\na ::= (\"y\" root){2,5}", 1, 1, "root → a → root")]
    [InlineData("root ::= a\na ::= a \"y\" | a", 2, 1, "a → a")]
    public void Root_WithoutAWord_IsUnsatisfiable(string grammar, int line, int column, string cycle)
    {
        GrammarException error = Gbnf.Refused(grammar);

        Assert.Equal(GrammarError.Unsatisfiable, error.Error);
        Assert.Equal((line, column), (error.Location!.Line, error.Location.Column));
        Assert.Contains(cycle, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rot", "did you mean \"root\"?")]
    [InlineData("item", "name another rule")]
    public void Root_ThatIsNotDefined_IsNamed(string root, string hint)
    {
        GrammarException error = Gbnf.Refused("root ::= \"a\"", root);

        Assert.Equal(GrammarError.Syntax, error.Error);
        Assert.Equal(root, error.Construct);
        Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root ::= \"a\"{2147483647}", 14)]
    [InlineData("root ::= \"a\"{1,99999999999999999999}", 16)]
    public void Bound_PastTheGreatest_IsALimit(string grammar, int column)
    {
        GrammarException error = Gbnf.Refused(grammar);

        Assert.Equal(GrammarError.LimitExceeded, error.Error);
        Assert.Equal(column, error.Location!.Column);
    }
}
