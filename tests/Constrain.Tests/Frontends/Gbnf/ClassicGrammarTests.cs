// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Automata;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>Grammars of the kinds that users of llama.cpp begin with, written anew.</summary>
public class ClassicGrammarTests
{
    [Fact]
    public void Json_WithBoundedSpace() => Check(
        """
        # an object on top; a gap is nothing, a blank, or a new line with its indentation
        root    ::= record
        any     ::= record | series | quoted | decimal | "true" | "false" | "null"
        record  ::= "{" gap ( field ( "," gap field )* gap )? "}"
        field   ::= quoted ":" gap any
        series  ::= "[" gap (
                      any            # the first, and
                      ( "," gap any )*
                      gap
                    )? "]"
        quoted  ::= "\"" ( plain | "\\" escape ){0,200} "\""
        plain   ::= [^\x00-\x1F\x7F"\\]
        escape  ::= ["\\/bfnrt] | "u" [0-9A-Fa-f]{4}
        decimal ::= "-"? ( "0" | [1-9] [0-9]{,14} ) ( "." [0-9]{1,15} )? ( [Ee] [-+]? [0-9]{1,3} )?
        gap     ::= | " " | "\n" [ \t]{0,20}
        """,
        ["{}", "{ }", "{\"a\": [1, -2.5e10, {\"b\": null}]}", "{\n  \"\\u00e9\\n\": \"😀\"\n}"],
        ["", "[]", "{\"a\"}", "{\"a\":01}", "{\"a\":\"\t\"}", "{\"a\":\"\u007F\"}", "{  }", "{\"a\":1234567890123456}"]);

    [Fact]
    public void Arithmetic_OnLines() => Check(
        """
        root  ::= line+
        line  ::= sum blank "=" blank value "\n"
        sum   ::= value | sum blank [-+*/] blank value
        value ::= [a-z] [a-z0-9_]* | [0-9]+ | "(" blank sum blank ")"
        blank ::= [ \t]*
        """,
        ["a=1\n", "x_1 + (2*3) = 6\n", "a=b\nc=d\n"],
        ["a=1", "=1\n", "A=1\n", "a+=1\n", "(a=1\n"]);

    [Fact]
    public void Chess_Moves() => Check(
        """
        root   ::= "1. " turn ( number ". " turn )+
        number ::= [1-9] [0-9]?
        turn   ::= move " " move "\n"
        move   ::= ( "O-O" | "O-O-O" | [KQRBN] origin "x"? square | ( [a-h] "x" )? square ( "=" [QRBN] )? ) [+#]?
        origin ::= [a-h]? [1-8]?   # only as much as tells two pieces apart
        square ::= [a-h] [1-8]
        """,
        ["1. e4 e5\n2. Nf3 Nc6\n", "1. d4 d5\n2. c4 dxc4\n3. O-O O-O-O+\n", "1. e4 e5\n12. Nbd2 exd8=Q#\n"],
        ["1. e4 e5\n", "1. e4\n2. e5\n", "1. i4 e5\n2. e4 e5\n", "2. e4 e5\n3. d4 d5\n", "1. e4 e5\n123. e4 e5\n"]);

    [Fact]
    public void C_InSmall() => Check(
        """
        # left recursive, as the standard writes expressions
        root       ::= function*
        function   ::= type " " name "(" ( parameter ( ", " parameter )* )? ") " block
        parameter  ::= type " " name
        type       ::= ( "int" | "char" | "void" ) "*"{0,3}
        block      ::= "{" statement* "}"
        statement  ::= expression? ";" | block | comment
                     | "if (" expression ") " statement ( "else " statement )?
                     | "return " expression ";"
        comment    ::= "/*" ( [^*] | "*"+ [^*/] )* "*"+ "/"

        expression ::= postfix "=" expression | equality
        equality   ::= equality ( "==" | "!=" ) additive | additive
        additive   ::= additive [-+] postfix | postfix
        postfix    ::= postfix "[" expression "]" | postfix "(" arguments? ")" | primary
        arguments  ::= arguments "," expression | expression
        primary    ::= name | [0-9]+ | "(" expression ")"
        name       ::= [a-zA-Z_] [a-zA-Z_0-9]*
        """,
        ["", "int f() {}", "int f(int x) {return x+g(1,y)[2];}", "char* m(char** a, int i) {/* * **/if (a[i]==0) i=i+1;else {f();}}"],
        ["f() {}", "int f(int) {}", "int f() {return 1}", "int f() {/* }", "double f() {}", "int f() {a==b=c;}", "int f() {g(,);}"]);

    [Fact]
    public void List_OfLines() => Check(
        """
        root ::= item+
        # no kind of line break inside an item
        item ::= "- " [^\r\n\x0b\x0c\x85\u2028\u2029]+ "\n"
        """,
        ["- a\n", "- a\n- é あ\n"],
        ["", "- \n", "- a", "* a\n", "- a\u2028b\n", "- a\u0085b\n", "- a\vb\n"]);

    [Fact]
    public void Japanese_Text() => Check(
        """
        root     ::= word | root [ \t\n] word
        word     ::= ( hiragana | katakana | mark | kanji )+
        hiragana ::= [ぁ-ゟ]
        katakana ::= [ァ-ヿ]
        mark     ::= [、-〾]
        kanji    ::= [一-鿿]
        """,
        ["こんにちは、世界。", "カタ カナ"],
        ["", "hello", "こ  ん", " こ", "こaん"]);

    [Fact]
    public void English_Text() => Check(
        """
        root   ::= word | root [ \t\n] word
        word   ::= ( letter | digit | mark )+
        letter ::= [a-zA-Z]
        digit  ::= [0-9]
        mark   ::= [!"#$%&'()*+,-./:;<=>?@[\\\]^_`{|}~]
        """,
        ["Hello, world!", "a[0] = {\"x\": ~1}^2 \\ `y`", "#1 50% @home"],
        ["", " a", "a  b", "é", "a\rb"]);

    private static void Check(string grammar, string[] accepted, string[] rejected)
    {
        Automaton automaton = Gbnf.Compile(grammar);
        Assert.All(accepted, text => Assert.True(automaton.Accepts(text), text));
        Assert.All(rejected, text => Assert.False(automaton.Accepts(text), text));
    }
}
