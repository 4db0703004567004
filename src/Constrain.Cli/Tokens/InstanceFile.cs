// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Output;

namespace Constrain.Cli.Tokens;

/// <summary>Reads a file of documents: JSON values behind each other, such as one a line, or one array of them.</summary>
internal static class InstanceFile
{
    /// <summary>Bytes; a longer text is not tokenized at once.</summary>
    private const int MaxBytes = 1024 * 1024;

    private const string Hint = "documents stand in a file as JSON: one, one a line, or in an array";

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = int.MaxValue, AllowMultipleValues = true };

    private static readonly JsonDocumentOptions Parsing = new() { MaxDepth = int.MaxValue };

    /// <summary>The documents, each of which satisfies the constraint, with their places.</summary>
    /// <remarks>An array is a document itself where it satisfies the constraint; otherwise its items are.</remarks>
    /// <exception cref="CliException">The file cannot be read, is not JSON, has no document, or one that does not satisfy the constraint.</exception>
    public static IReadOnlyList<(string Place, JsonElement Value)> Read(string path, Constraint constraint, CliHost host)
    {
        byte[] all = InputFile.ReadBytes(path, host);
        string name = InputFile.NameOf(path);
        List<Range> values = Values(all, InputFile.HasMark(all) ? 3 : 0, isInArray: false);
        if (values is [Range only] && all[only.Start.Value] == '[' && IsJson(all.AsMemory(only)) && !constraint.Check(all.AsSpan(only)).IsAccepted)
        {
            values = Values(all, only.Start.Value, isInArray: true);
        }

        return values.Count > 0
            ? [.. values.Select(value => One(name, all, value, constraint, host.Cancellation))]
            : throw CliException.Input(name, "there is no document in it", Hint);
    }

    /// <summary>The JSON values of a text, or of the array in it; what is none is the last of them, with all that follows.</summary>
    private static List<Range> Values(byte[] text, int start, bool isInArray)
    {
        List<Range> values = [];
        var reader = new Utf8JsonReader(text.AsSpan(start), Reading);
        int end = start;
        try
        {
            if (isInArray)
            {
                reader.Read();
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                int first = start + (int)reader.TokenStartIndex;
                reader.Skip();
                end = start + (int)reader.BytesConsumed;
                values.Add(first..end);
            }
        }
        catch (JsonException)
        {
            while (end < text.Length && text[end] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                end++;
            }

            if (end < text.Length)
            {
                values.Add(end..text.Length);
            }
        }

        return values;
    }

    private static bool IsJson(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Parsing);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (string Place, JsonElement Value) One(string name, byte[] all, Range range, Constraint constraint, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ReadOnlyMemory<byte> text = all.AsMemory(range);
        string At(int offset)
        {
            (int line, int column) = DocumentCheck.PlaceOf(all, range.Start.Value + offset);
            return $"{name}:{line}:{column}";
        }

        if (text.Length > MaxBytes)
        {
            throw CliException.Input(At(0), $"the document has more than {MaxBytes / 1024} KiB", "leave it out");
        }

        JsonElement value;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Parsing);
            value = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw CliException.Input(At(OffsetOf(e, text.Span)), "it is not JSON", Hint, e);
        }

        TextCheck check = constraint.Check(text.Span);
        return check.IsAccepted
            ? (At(0), value)
            : throw new CliException(ExitCode.Refused, new Diagnostic(
                At(check.Offset), "Document", $"it does not satisfy the schema: {check.Reason}", "'constrain validate' tells what of the schema is enforced"));
    }

    private static int OffsetOf(JsonException e, ReadOnlySpan<byte> text)
    {
        int offset = 0;
        for (long line = e.LineNumber ?? 0; line > 0; line--)
        {
            offset += text[offset..].IndexOf((byte)'\n') + 1;
        }

        return Math.Min(text.Length, offset + (int)(e.BytePositionInLine ?? 0));
    }
}
