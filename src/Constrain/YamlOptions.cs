// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>How documents are written as YAML: the block style of a subset that every parser of YAML 1.1 and 1.2 reads alike.</summary>
/// <remarks>
/// Keys and strings are plain where that is safe, otherwise quoted: a string is never plain if some parser would read it as
/// anything but that string. Numbers, <c>true</c>, <c>false</c> and <c>null</c> are written as in JSON. Anchors, aliases, tags and directives are
/// never written. Every document ends with a line break.
/// </remarks>
public sealed class YamlOptions
{
    /// <summary>Spaces per level, from 1 to 16; 2 unless set.</summary>
    public int Indent
    {
        get => field;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 16);
            field = value;
        }
    } = 2;

    /// <summary>
    /// Whether the items of a sequence under a key stand deeper than the key (<c>ports:⏎··- 80</c>) or in the same column
    /// (<c>ports:⏎- 80</c>); deeper unless set.
    /// </summary>
    public bool IndentSequences { get; init; } = true;

    /// <summary>The styles that strings may have besides double quotes, which hold every string; all unless set.</summary>
    public YamlScalarStyles ScalarStyles { get; init; } = YamlScalarStyles.All;

    /// <summary>Whether lines with comments may stand before members and items, at most three and of 200 characters; they may not unless set.</summary>
    public bool Comments { get; init; }

    /// <summary>Whether a document begins with <c>---</c>; it does not unless set.</summary>
    public bool DocumentStart { get; init; }

    /// <summary>Whether a text is a stream of documents, one or more, each of which satisfies the schema and begins with <c>---</c>; it is one document unless set.</summary>
    public bool IsStream { get; init; }
}

/// <summary>How strings may be written in YAML besides in double quotes.</summary>
[Flags]
public enum YamlScalarStyles
{
    /// <summary>In double quotes alone.</summary>
    DoubleQuoted = 0,

    /// <summary>Without quotes, where no parser reads the text as anything but that string.</summary>
    Plain = 1,

    /// <summary>In single quotes: strings of one line of printable characters.</summary>
    SingleQuoted = 2,

    /// <summary>As a literal block, <c>|</c> or <c>|-</c>: lines of printable characters.</summary>
    Literal = 4,

    /// <summary>In any of these ways.</summary>
    All = Plain | SingleQuoted | Literal,
}
