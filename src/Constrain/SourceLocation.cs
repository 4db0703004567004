// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>A place in the text of a schema, regex or grammar.</summary>
/// <remarks>JSON text has a JSON Pointer (RFC 6901), a regex an offset, a grammar a line and a column; a schema inside a grammar both: where it begins, and the pointer inside it.</remarks>
public sealed class SourceLocation
{
    private SourceLocation(string? pointer, int? offset, int? line, int? column, Uri? document = null)
    {
        Document = document;
        Pointer = pointer;
        Offset = offset;
        Line = line;
        Column = column;
    }

    /// <summary>The document, where it is one that a JSON Schema refers to; null for the text that was given.</summary>
    public Uri? Document { get; }

    /// <summary>The JSON Pointer of the value at fault; the empty string is the whole document. Null outside JSON.</summary>
    public string? Pointer { get; }

    /// <summary>The 0-based offset in UTF-16 units; null where the place is not given by an offset.</summary>
    public int? Offset { get; }

    /// <summary>The 1-based line; null where the place is not given by lines.</summary>
    public int? Line { get; }

    /// <summary>The 1-based column in UTF-16 units; null where the place is not given by lines.</summary>
    public int? Column { get; }

    /// <summary>A place in a JSON document.</summary>
    /// <param name="pointer">The JSON Pointer; empty for the whole document.</param>
    /// <param name="offset">The 0-based offset inside the string at that pointer (a regex's own offset, say), if any.</param>
    /// <returns>The place.</returns>
    public static SourceLocation AtPointer(string pointer, int? offset = null) => new(pointer, offset, null, null);

    /// <summary>A place in one line of text.</summary>
    /// <param name="offset">The 0-based offset in UTF-16 units.</param>
    /// <returns>The place.</returns>
    public static SourceLocation AtOffset(int offset) => new(null, offset, null, null);

    /// <summary>A place in text of many lines.</summary>
    /// <param name="line">The 1-based line.</param>
    /// <param name="column">The 1-based column in UTF-16 units.</param>
    /// <returns>The place.</returns>
    public static SourceLocation AtLine(int line, int column) => new(null, null, line, column);

    /// <summary>The same place in another document than the one that was given.</summary>
    internal SourceLocation In(Uri document) => new(Pointer, Offset, Line, Column, document);

    /// <summary>The same place in a JSON document that begins at a line and column of another text.</summary>
    internal SourceLocation At(int line, int column) => new(Pointer, Offset, line, column, Document);

    /// <inheritdoc/>
    public override string ToString() => Document is null ? Place() : $"{Place()} of {Document.AbsoluteUri}";

    private string Place()
    {
        string? line = Line is null ? null : $"line {Line}, column {Column}";
        if (line is not null && Pointer is null)
        {
            return line;
        }

        string? offset = Offset is null ? null : $"offset {Offset}";
        string? pointer = Pointer is null ? null : Pointer.Length == 0 ? "at the root" : $"at {Pointer}";
        return string.Join(", ", new[] { line, pointer, offset }.OfType<string>());
    }
}
