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
    private readonly Regex _quote;
    private Level[] _levels = [];

    public JsonLayout(RegexBuilder regexes, JsonSchemaOptions options)
    {
        _regexes = regexes;
        _whitespace = options.Whitespace;
        _indent = options.Indent;
        _quote = regexes.Literal("\"");
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

    /// <summary>The closing quote of a name, and the colon.</summary>
    public Regex QuoteColon => field ??= _regexes.Concat(_quote, Colon);

    /// <summary>Whether the gaps are those that the options ask for.</summary>
    public bool IsFor(JsonSchemaOptions options) => _whitespace == options.Whitespace && _indent == options.Indent;

    /// <summary>The level inside an array or object at this one; always 0 where levels do not matter, so that rules are shared.</summary>
    public int Deeper(int level) => _whitespace == JsonWhitespace.Pretty ? level + 1 : level;

    /// <summary>Between the opening bracket and the first member.</summary>
    public Regex BeforeFirst(int level) => At(level).BeforeFirst;

    /// <summary>Between two members, the comma included.</summary>
    public Regex Separator(int level) => At(level).Separator;

    /// <summary>Between the opening brace and the first name, its opening quote included.</summary>
    public Regex BeforeFirstName(int level) => At(level).BeforeFirstName;

    /// <summary>Between a member and the name of the next, comma and opening quote included.</summary>
    public Regex BeforeNextName(int level) => At(level).BeforeNextName;

    /// <summary>The gap after the last member, and a closing bracket or brace.</summary>
    public Regex Close(int level, char bracket) => bracket == ']' ? At(level).CloseArray : At(level).CloseObject;

    /// <summary>The gap inside an empty array or object, and its closing bracket or brace.</summary>
    public Regex CloseHollow(char bracket) => bracket == ']' ? At(0).HollowArray : At(0).HollowObject;

    private Level At(int level)
    {
        Level[] levels = Volatile.Read(ref _levels);
        if (level < levels.Length)
        {
            return levels[level];
        }

        // Threads that get here at once make the same regexes; either array will do.
        var more = new Level[level + 1];
        levels.CopyTo(more, 0);
        for (int i = levels.Length; i < more.Length; i++)
        {
            more[i] = Make(i);
        }

        Volatile.Write(ref _levels, more);
        return more[level];
    }

    private Level Make(int level)
    {
        bool isPretty = _whitespace == JsonWhitespace.Pretty;
        Regex first = isPretty ? Line(level + 1) : _gap;
        Regex last = isPretty ? Line(level) : _gap;
        Regex separator = _regexes.Concat(Around, _regexes.Literal(","), first);
        return new Level(
            first,
            separator,
            _regexes.Concat(first, _quote),
            _regexes.Concat(separator, _quote),
            _regexes.Concat(last, _regexes.Literal("]")),
            _regexes.Concat(last, _regexes.Literal("}")),
            _regexes.Concat(_gap, _regexes.Literal("]")),
            _regexes.Concat(_gap, _regexes.Literal("}")));
    }

    private Regex Line(int level) => _regexes.Literal("\n" + new string(' ', level * _indent));

    private sealed record Level(
        Regex BeforeFirst,
        Regex Separator,
        Regex BeforeFirstName,
        Regex BeforeNextName,
        Regex CloseArray,
        Regex CloseObject,
        Regex HollowArray,
        Regex HollowObject);
}
