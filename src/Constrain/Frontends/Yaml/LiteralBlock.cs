// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Yaml;

/// <summary>The lines of a literal block, each with its indentation; empty lines have none (YAML 1.2.2, section 8.1.2).</summary>
/// <remarks>The spaces before a line are not regular over the string, which knows no column, so they are read here and taken off.</remarks>
internal sealed record LiteralBlock : DfaState
{
    private readonly Regex _lines;
    private readonly int _indent;
    private readonly int _column;

    /// <param name="lines">What is left of the lines.</param>
    /// <param name="indent">The indentation, at least 1.</param>
    /// <param name="column">How many spaces of it are read; all of them inside of a line.</param>
    private LiteralBlock(Regex lines, int indent, int column)
    {
        _lines = lines;
        _indent = indent;
        _column = column;
    }

    // The line break at the end is one that the string has, or stands behind the block.
    public override bool IsAccepting => _lines.IsNullable && (_column == _indent || _column == 0);

    public override long MinLengthBound => IsAccepting ? 0 : Math.Max(1, _lines.MinLengthBound);

    /// <summary>The block at the beginning of its first line.</summary>
    /// <param name="builder">Makes the regexes.</param>
    /// <param name="lines">The texts of the lines, in the form of <see cref="YamlStringEncoding"/>.</param>
    /// <param name="indent">The column in which they begin, at least 1.</param>
    public static Regex Of(RegexBuilder builder, Regex lines, int indent) =>
        builder.IsEmpty(lines) ? builder.Nothing : builder.Dfa(new LiteralBlock(lines, indent, 0));

    public override ByteClasses ClassesIn(RegexBuilder builder) =>
        builder.Refine(builder.ClassesOf(_lines), builder.ClassesOfLetters(ByteSet.OfAscii(" \n")));

    public override Regex Derive(RegexBuilder builder, byte letter)
    {
        if (_column < _indent && letter == (byte)' ')
        {
            // Before the first space it is not yet known that the line is not an empty one.
            Regex lines = _column > 0 ? _lines : builder.Intersect(_lines, builder.Concat(builder.Bytes(~ByteSet.Of((byte)'\n')), builder.Everything));
            return builder.IsEmpty(lines) ? builder.Nothing : builder.Dfa(new LiteralBlock(lines, _indent, _column + 1));
        }

        if (_column < _indent && (_column > 0 || letter != (byte)'\n'))
        {
            return builder.Nothing;
        }

        Regex after = builder.Derivative(_lines, letter);
        return builder.IsEmpty(after) ? builder.Nothing : builder.Dfa(new LiteralBlock(after, _indent, letter == (byte)'\n' ? 0 : _indent));
    }

    public bool Equals(LiteralBlock? other) => other is not null && _lines == other._lines && _indent == other._indent && _column == other._column;

    public override int GetHashCode() => HashCode.Combine(_lines.Id, _indent, _column);
}
