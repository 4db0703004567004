// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Where whitespace stands in a document, as regexes.</summary>
/// <remarks>A level is the depth of the array or object whose members are separated; it matters under Pretty alone.</remarks>
internal sealed class JsonLayout
{
    /// <summary>Spaces that may follow a line break under Natural: twenty levels of three, or sixteen of four.</summary>
    private const int MaxNaturalSpaces = 64;

    private readonly RegexBuilder _regexes;
    private readonly JsonWhitespace _whitespace;
    private readonly int _indent;
    private readonly Regex _gap;

    public JsonLayout(RegexBuilder regexes, JsonSchemaOptions options)
    {
        _regexes = regexes;
        _whitespace = options.Whitespace;
        _indent = options.Indent;
        Regex space = regexes.Literal(" ");
        _gap = options.Whitespace switch
        {
            JsonWhitespace.Natural => regexes.Union(
                regexes.Epsilon,
                space,
                regexes.Concat(regexes.Literal("\n"), regexes.Union(regexes.Repeat(space, 0, MaxNaturalSpaces), regexes.Repeat(regexes.Literal("\t"), 0, MaxNaturalSpaces / 4)))),
            JsonWhitespace.Any => regexes.Star(regexes.Bytes(ByteSet.OfAscii(" \t\n\r"))),
            _ => regexes.Epsilon,
        };
        Around = options.Whitespace == JsonWhitespace.Any ? _gap : regexes.Epsilon;
        Colon = regexes.Concat(
            Around,
            regexes.Literal(":"),
            options.Whitespace switch
            {
                JsonWhitespace.Natural => regexes.Optional(space),
                JsonWhitespace.Pretty => space,
                _ => _gap,
            });
    }

    /// <summary>Before and after the whole document, and before a comma or colon.</summary>
    public Regex Around { get; }

    /// <summary>The colon between name and value.</summary>
    public Regex Colon { get; }

    /// <summary>The level inside an array or object at this one; always 0 where levels do not matter, so that rules are shared.</summary>
    public int Deeper(int level) => _whitespace == JsonWhitespace.Pretty ? level + 1 : level;

    /// <summary>Between the opening bracket and the first member.</summary>
    public Regex BeforeFirst(int level) => _whitespace == JsonWhitespace.Pretty ? Line(level + 1) : _gap;

    /// <summary>Between two members, the comma included.</summary>
    public Regex Separator(int level) => _regexes.Concat(Around, _regexes.Literal(","), BeforeFirst(level));

    /// <summary>Between the last member and the closing bracket.</summary>
    public Regex AfterLast(int level) => _whitespace == JsonWhitespace.Pretty ? Line(level) : _gap;

    /// <summary>Between the brackets of an empty array or object.</summary>
    public Regex Hollow => _gap;

    private Regex Line(int level) => _regexes.Literal("\n" + new string(' ', level * _indent));
}
