// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;

namespace Constrain.Frontends.Yaml;

/// <summary>The texts of scalars in the styles that are allowed.</summary>
internal sealed class YamlScalars
{
    private readonly JsonTerminals _terminals;
    private readonly RegexBuilder _regexes;
    private readonly YamlScalarStyles _styles;
    private readonly YamlStrings _strings;
    private readonly ByteImage _onOneLine;
    private readonly ByteImage _inSingleQuotes;
    private readonly ByteImage _inDoubleQuotes;
    private readonly Regex _anyString;

    public YamlScalars(JsonTerminals terminals, YamlScalarStyles styles)
    {
        _terminals = terminals;
        _regexes = terminals.Regexes;
        _styles = styles;
        _strings = YamlStrings.For(_regexes);
        var others = YamlStrings.BytesOfOtherLines.ToDictionary(letter => (byte)letter, _ => (string?)null);
        _onOneLine = new ByteImage(_regexes, others);
        _inSingleQuotes = new ByteImage(_regexes, new Dictionary<byte, string?>(others) { [(byte)'\''] = "''" });
        _inDoubleQuotes = new ByteImage(
            _regexes,
            YamlStrings.EscapedBytes.Zip(YamlStrings.EscapeLetters).ToDictionary(pair => (byte)pair.First, string? (pair) => "\\" + pair.Second));
        LineBreak = _regexes.Literal("\n");
        _anyString = StringsOf(terminals.Strings.AnyBody);
        Comment = _regexes.Concat(
            _regexes.Literal("# "), _regexes.Repeat(_regexes.Union(terminals.Strings.Encoding.Of(YamlStrings.Visible), _regexes.Literal(" ")), 1, 200), LineBreak);
    }

    /// <summary>The end of a line.</summary>
    public Regex LineBreak { get; }

    /// <summary>A comment that is alone on its line, with the end of the line.</summary>
    public Regex Comment { get; }

    /// <summary>The scalars of a set that take one line, without its end.</summary>
    public Regex OnOneLine(ValueSet set) => _regexes.Union(
        set.HasNull ? _terminals.Null : _regexes.Nothing,
        set.HasTrue ? _terminals.True : _regexes.Nothing,
        set.HasFalse ? _terminals.False : _regexes.Nothing,
        set.Numbers,
        set.Strings == _terminals.Strings.AnyBody ? _anyString : StringsOf(set.Strings));

    /// <summary>The strings of a set as literal blocks, with the ends of their lines.</summary>
    /// <param name="set">The set.</param>
    /// <param name="indent">The column in which the lines begin.</param>
    public Regex Literal(ValueSet set, int indent)
    {
        Regex stripped = LiteralBlock.Of(_regexes, Within(set.Strings, _strings.LiteralLines), indent);
        Regex clipped = LiteralBlock.Of(_regexes, Within(set.Strings, _regexes.Concat(_strings.LiteralLines, LineBreak)), indent);
        return _regexes.Union(
            _regexes.Concat(_regexes.Literal("|-\n"), stripped, LineBreak),
            _regexes.Concat(_regexes.Literal("|\n"), clipped));
    }

    /// <summary>The strings of a set in double quotes, without the quotes.</summary>
    public Regex InDoubleQuotes(Regex strings) => _inDoubleQuotes.Of(strings);

    private Regex StringsOf(Regex strings)
    {
        if (strings == _regexes.Nothing)
        {
            return strings;
        }

        Regex quote = _regexes.Literal("\"");
        Regex apostrophe = _regexes.Literal("'");
        return _regexes.Union(
            _styles.HasFlag(YamlScalarStyles.Plain) ? strings == _terminals.Strings.AnyBody ? _strings.Plain : _regexes.Intersect(_onOneLine.Of(strings), _strings.Plain) : _regexes.Nothing,
            _styles.HasFlag(YamlScalarStyles.SingleQuoted)
                ? _regexes.Concat(apostrophe, _inSingleQuotes.Of(strings), apostrophe)
                : _regexes.Nothing,
            _regexes.Concat(quote, InDoubleQuotes(strings), quote));
    }

    private Regex Within(Regex strings, Regex style) => strings == _terminals.Strings.AnyBody ? style : _regexes.Intersect(strings, style);
}
