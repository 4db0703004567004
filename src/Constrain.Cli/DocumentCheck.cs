// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Cli.Output;

namespace Constrain.Cli;

/// <summary>Whether one document satisfies a schema.</summary>
/// <param name="Name">The file.</param>
/// <param name="IsAccepted">The verdict.</param>
/// <param name="Offset">The 0-based byte at which no satisfying document goes on like this one; in YAML, where the value or key begins that it is a part of.</param>
/// <param name="Line">Its 1-based line.</param>
/// <param name="Column">Its 1-based column in UTF-16 units.</param>
/// <param name="Reason">What was expected there; null when the document is accepted.</param>
/// <param name="Unreadable">Why the file could not be read; null when it could.</param>
internal sealed record DocumentCheck(string Name, bool IsAccepted, int Offset, int Line, int Column, string? Reason, Diagnostic? Unreadable)
{
    /// <summary>UTF-16 units of a document that are told with a reason.</summary>
    private const int MaxSeen = 30;

    /// <summary>The 1-based number of the document in its file; null where it is the only one.</summary>
    public int? Number { get; private init; }

    /// <summary>Checks the documents of a file. One that cannot be read is told as such, so that the others are checked all the same.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its notation; null for what its name says.</param>
    /// <param name="constraintOf">What documents of a notation must satisfy, as JSON.</param>
    /// <param name="host">The process around the tool.</param>
    public static IEnumerable<DocumentCheck> Of(string path, OutputFormat? format, Func<OutputFormat, Constraint> constraintOf, CliHost host)
    {
        host.Cancellation.ThrowIfCancellationRequested();
        string name = InputFile.NameOf(path);
        try
        {
            OutputFormat its = format ?? FormatOf(path);
            byte[] all = InputFile.ReadBytes(path, host);
            return its == OutputFormat.Yaml ? OfYaml(name, all, constraintOf(its)) : [OfJson(name, all, constraintOf(its))];
        }
        catch (CliException e)
        {
            return [new DocumentCheck(name, false, 0, 0, 0, null, e.Diagnostic)];
        }
    }

    private static OutputFormat FormatOf(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML" ? OutputFormat.Yaml : OutputFormat.Json;

    private static DocumentCheck OfJson(string name, byte[] all, Constraint constraint)
    {
        // RFC 8259 lets a reader ignore a byte order mark, and editors do write it.
        int mark = InputFile.HasMark(all) ? 3 : 0;
        TextCheck check = constraint.Check(all.AsSpan(mark));
        int offset = check.Offset + mark;
        (int line, int column) = PlaceOf(all, offset);
        return new DocumentCheck(name, check.IsAccepted, offset, line, column, check.Reason, null);
    }

    private static List<DocumentCheck> OfYaml(string name, byte[] all, Constraint constraint)
    {
        string text = InputFile.TextOf(all, name);
        var file = new YamlFile(name, text, all.Length - Encoding.UTF8.GetByteCount(text));
        try
        {
            IReadOnlyList<YamlDocument> documents = YamlText.Read(text);
            return documents.Count == 0
                ? [file.Rejected(SourceLocation.AtLine(1, 1), "there is no document in it; an empty value is written null")]
                : [.. documents.Select((document, i) => OfYaml(file, document, constraint) with { Number = documents.Count == 1 ? null : i + 1 })];
        }
        catch (GrammarException e)
        {
            return [file.Rejected(e.Location!, $"{e.Problem}; {e.Hint}")];
        }
    }

    private static DocumentCheck OfYaml(YamlFile file, YamlDocument document, Constraint constraint)
    {
        TextCheck check = constraint.Check(document.Utf8Json.Span);
        if (check.IsAccepted)
        {
            return new DocumentCheck(file.Name, true, 0, 0, 0, null, null);
        }

        // The bytes that were expected are bytes of JSON, so they are told with the JSON before which they were.
        string rest = Encoding.UTF8.GetString(document.Utf8Json.Span[check.Offset..]);
        string seen = rest.Length <= MaxSeen ? rest : rest[..(char.IsHighSurrogate(rest[MaxSeen - 1]) ? MaxSeen - 1 : MaxSeen)] + "…";
        return file.Rejected(document.LocationOf(check.Offset), $"{check.Reason} before {(seen.Length == 0 ? "the end" : seen)}, as JSON");
    }

    /// <summary>The 1-based line and column, in UTF-16 units, of a byte of a text.</summary>
    public static (int Line, int Column) PlaceOf(byte[] text, int offset)
    {
        ReadOnlySpan<byte> before = text.AsSpan(0, offset);
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>A text of YAML with its file's name, and the bytes of the mark before it.</summary>
    private sealed record YamlFile(string Name, string Text, int MarkBytes)
    {
        public DocumentCheck Rejected(SourceLocation place, string reason) =>
            new(Name, false, OffsetOf(place.Line!.Value, place.Column!.Value), place.Line.Value, place.Column.Value, reason, null);

        /// <summary>The byte of a line and column; lines end as they do in YAML.</summary>
        private int OffsetOf(int line, int column)
        {
            int start = 0;
            for (; line > 1; line--)
            {
                int end = Text.AsSpan(start).IndexOfAny('\r', '\n');
                if (end < 0)
                {
                    return MarkBytes + Encoding.UTF8.GetByteCount(Text);
                }

                start += end + (Text.AsSpan(start + end).StartsWith("\r\n") ? 2 : 1);
            }

            return MarkBytes + Encoding.UTF8.GetByteCount(Text.AsSpan(0, Math.Min(start + column - 1, Text.Length)));
        }
    }
}
