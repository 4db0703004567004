// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using Constrain.Frontends.JsonSchema;
using Constrain.Grammars;

namespace Constrain.Frontends.Yaml;

/// <summary>The keys and items of a document in the subset of README.md, found line by line.</summary>
/// <remarks>
/// A line belongs to the innermost collection whose column it begins in. Whether the first text after a dash is a key is known
/// at its colon; in a mapping that has members, what begins in its column is a key. A key has one text, which stands for it.
/// </remarks>
internal sealed class YamlTrail : DocumentTrail
{
    private readonly Reader _reader;

    private YamlTrail(YamlTrail? previous, byte[] bytes, Reader reader)
        : base(previous, bytes, reader.Top)
    {
        _reader = reader;
    }

    private enum Phase
    {
        /// <summary>In the spaces before a line.</summary>
        Indent,

        /// <summary>At a place where a value or a key begins.</summary>
        Content,

        /// <summary>Behind a dash at such a place.</summary>
        Dash,

        /// <summary>In a text that may be a key.</summary>
        Plain,

        /// <summary>Behind a colon that may be its end.</summary>
        Colon,

        /// <summary>In a text in double quotes that may be a key.</summary>
        Quoted,

        /// <summary>Behind a backslash in it.</summary>
        Escape,

        /// <summary>Behind its last quote, where a colon makes a key of it.</summary>
        AfterQuote,

        /// <summary>Behind the colon of a key.</summary>
        AfterKey,

        /// <summary>At the value behind a key and a space.</summary>
        Value,

        /// <summary>In a line of which nothing matters any more.</summary>
        Rest,

        /// <summary>In the line that begins a literal block.</summary>
        LiteralHead,

        /// <summary>In the spaces before a line that may be of a literal block.</summary>
        LiteralIndent,

        /// <summary>In a line of a literal block.</summary>
        Literal,
    }

    /// <summary>Before the first byte.</summary>
    public static YamlTrail Empty { get; } = new(null, [], default);

    /// <inheritdoc/>
    public override int NameStart => Naming is null ? -1 : _reader.Phase is Phase.Indent or Phase.LiteralIndent ? Length : _reader.Start;

    /// <inheritdoc/>
    public override Open? Naming => _reader.Phase switch
    {
        Phase.Indent or Phase.LiteralIndent => MappingAt(_reader.Column),
        Phase.Dash or Phase.Plain or Phase.Quoted or Phase.Escape => _reader.Mapping,
        _ => null,
    };

    /// <inheritdoc/>
    public override byte[] TextOf(string name) => Encoding.UTF8.GetBytes(name.StartsWith('"') ? name : name + ":");

    /// <inheritdoc/>
    public override JsonElement LastItem(int place)
    {
        int column = place % YamlNotation.MaxColumn;
        Open? open = Top;
        while (open is not { IsArray: true } || open.Column != column - 2)
        {
            open = open!.Parent;
        }

        // With the spaces that stand before its other lines, the item is a document.
        byte[] item = Text(open.Start);
        return JsonElement.Parse(YamlItem.ToJson(new string(' ', column) + Encoding.UTF8.GetString(item)));
    }

    /// <inheritdoc/>
    public override Trail? After(ReadOnlySpan<byte> bytes)
    {
        Reader reader = _reader;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (!Read(ref reader, bytes[i], Length + i, bytes[..(i + 1)]))
            {
                return null;
            }
        }

        return new YamlTrail(this, bytes.ToArray(), reader);
    }

    private Open? MappingAt(int column)
    {
        Open? open = Top;
        while (open is not null && (open.IsArray || open.Column > column))
        {
            open = open.Parent;
        }

        return open?.Column == column ? open : null;
    }

    /// <summary>Reads a byte at an offset, the last one of those read; false when it ends a name that was written before.</summary>
    private bool Read(ref Reader reader, byte letter, int offset, ReadOnlySpan<byte> read)
    {
        bool isEnd = letter == (byte)'\n';
        switch (reader.Phase)
        {
            case Phase.Indent when letter == (byte)' ':
                reader.Column++;
                return true;
            case Phase.Indent when isEnd:
                reader.Column = 0;
                return true;
            case Phase.Indent when letter == (byte)'#':
                reader.Phase = Phase.Rest;
                return true;
            case Phase.Indent:
                BeginLine(ref reader, letter, offset);
                return true;
            case Phase.Content:
                BeginContent(ref reader, letter, offset);
                return true;
            case Phase.Dash when letter == (byte)' ':
                BeginItem(ref reader, offset + 1);
                return true;
            case Phase.Dash:
                // A key after a sequence that stands in the column of its key.
                reader.Top = reader.Mapping ?? reader.Top;
                reader.Phase = Phase.Plain;
                return Read(ref reader, letter, offset, read);
            case Phase.Plain when letter == (byte)':':
                // In a mapping a colon ends a key; elsewhere it does so before a space or the end of the line.
                reader.Phase = reader.Mapping is null ? Phase.Colon : Phase.AfterKey;
                return reader.Mapping is null || EndName(ref reader, offset, read);
            case Phase.Plain when isEnd:
                // A mark between documents is no scalar.
                reader.Top = reader.Column == 0 && offset - reader.Start == 3 && Text(reader.Start, read) is [(byte)'-', (byte)'-', (byte)'-', ..] ? null : reader.Top;
                EndLine(ref reader);
                return true;
            case Phase.Colon when letter is (byte)' ' or (byte)'\n':
                return EndName(ref reader, offset - 1, read) && Read(ref reader, letter, offset, read);
            case Phase.Colon:
                reader.Phase = letter == (byte)':' ? Phase.Colon : Phase.Plain;
                return true;
            case Phase.Quoted when letter == (byte)'"' && reader.Mapping is not null:
                // Nothing but a colon may follow, so that the name ends here.
                return EndName(ref reader, offset + 1, read);
            case Phase.Quoted when letter is (byte)'"' or (byte)'\\':
                reader.Phase = letter == (byte)'"' ? Phase.AfterQuote : Phase.Escape;
                return true;
            case Phase.Escape:
                reader.Phase = Phase.Quoted;
                return true;
            case Phase.AfterQuote when letter == (byte)':':
                return EndName(ref reader, offset, read);
            case Phase.AfterKey when letter == (byte)' ':
                reader.Phase = Phase.Value;
                return true;
            case Phase.Value:
                reader.Phase = letter == (byte)'|' ? Phase.LiteralHead : Phase.Rest;
                return true;
            case Phase.LiteralHead when isEnd:
                reader.Phase = Phase.LiteralIndent;
                reader.Column = 0;
                reader.Indent = -1;
                return true;
            case Phase.LiteralIndent when isEnd:
                reader.Column = 0;
                return true;
            case Phase.LiteralIndent when letter == (byte)' ' && reader.Column != reader.Indent:
                reader.Column++;
                reader.Phase = reader.Column == reader.Indent ? Phase.Literal : Phase.LiteralIndent;
                return true;
            case Phase.LiteralIndent when reader.Indent < 0:
                // The first line tells in which column they begin.
                reader.Indent = reader.Column;
                reader.Phase = Phase.Literal;
                return true;
            case Phase.LiteralIndent:
                reader.Phase = Phase.Indent;
                return Read(ref reader, letter, offset, read);
            case Phase.Literal when isEnd:
                reader.Phase = Phase.LiteralIndent;
                reader.Column = 0;
                return true;
            default:
                if (isEnd && reader.Phase is Phase.AfterKey or Phase.Rest or Phase.AfterQuote)
                {
                    EndLine(ref reader);
                }

                return true;
        }
    }

    private static void EndLine(ref Reader reader)
    {
        reader.Phase = Phase.Indent;
        reader.Column = 0;
    }

    private static void BeginLine(ref Reader reader, byte letter, int offset)
    {
        // A sequence may stand in the column of its key; then it goes on with a dash and a space alone.
        while (reader.Top is { } top && (top.Column > reader.Column || (top.IsArray && top.Column == reader.Column && letter != (byte)'-')))
        {
            reader.Top = top.Parent;
        }

        BeginContent(ref reader, letter, offset);
    }

    private static void BeginContent(ref Reader reader, byte letter, int offset)
    {
        reader.Start = offset;
        Open? open = letter == (byte)'-' && reader.Top is { IsArray: true } items && items.Column == reader.Column ? items.Parent : reader.Top;
        reader.Mapping = open is { IsArray: false } && open.Column == reader.Column ? open : null;
        reader.Phase = letter switch
        {
            (byte)'-' => Phase.Dash,
            (byte)'"' => Phase.Quoted,
            (byte)'|' => Phase.LiteralHead,
            (byte)'\'' or (byte)'[' or (byte)'{' => Phase.Rest,
            _ => Phase.Plain,
        };
    }

    private static void BeginItem(ref Reader reader, int start)
    {
        reader.Top = reader.Top is { IsArray: true } top && top.Column == reader.Column
            ? top.AfterDash(start)
            : new Open(reader.Top, isArray: true, start, reader.Column);
        reader.Column += 2;
        reader.Phase = Phase.Content;
    }

    private bool EndName(ref Reader reader, int end, ReadOnlySpan<byte> read)
    {
        string name = Encoding.UTF8.GetString(Text(reader.Start, read).AsSpan(0, end - reader.Start));
        reader.Top = (reader.Mapping ?? new Open(reader.Top, isArray: false, reader.Start, reader.Column)).With(name);
        reader.Mapping = null;
        reader.Phase = Phase.AfterKey;
        return reader.Top is not null;
    }

    /// <summary>What is known at a byte.</summary>
    private struct Reader
    {
        public Phase Phase;
        public Open? Top;

        /// <summary>The column of the line or of the content in it.</summary>
        public int Column;

        /// <summary>Where the content began.</summary>
        public int Start;

        /// <summary>The column of the lines of a literal block; -1 before the first.</summary>
        public int Indent;

        /// <summary>The mapping that the content is a key of; null where it may be none.</summary>
        public Open? Mapping;
    }
}
