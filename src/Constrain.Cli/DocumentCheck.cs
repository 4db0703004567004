// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Cli.Output;

namespace Constrain.Cli;

/// <summary>Whether one document satisfies a schema.</summary>
/// <param name="Name">The file.</param>
/// <param name="IsAccepted">The verdict.</param>
/// <param name="Offset">The 0-based byte at which no satisfying document goes on like this one.</param>
/// <param name="Line">Its 1-based line.</param>
/// <param name="Column">Its 1-based column in UTF-16 units.</param>
/// <param name="Reason">What was expected there; null when the document is accepted.</param>
/// <param name="Unreadable">Why the file could not be read; null when it could.</param>
internal sealed record DocumentCheck(string Name, bool IsAccepted, int Offset, int Line, int Column, string? Reason, Diagnostic? Unreadable)
{
    /// <summary>Checks a file. One that cannot be read is told as such, so that the others are checked all the same.</summary>
    public static DocumentCheck Of(string path, Constraint constraint, CliHost host)
    {
        host.Cancellation.ThrowIfCancellationRequested();
        string name = InputFile.NameOf(path);
        try
        {
            byte[] all = InputFile.ReadBytes(path, host);
            // RFC 8259 lets a reader ignore a byte order mark, and editors do write it.
            int mark = InputFile.HasMark(all) ? 3 : 0;
            TextCheck check = constraint.Check(all.AsSpan(mark));
            int offset = check.Offset + mark;
            (int line, int column) = PlaceOf(all, offset);
            return new DocumentCheck(name, check.IsAccepted, offset, line, column, check.Reason, null);
        }
        catch (CliException e)
        {
            return new DocumentCheck(name, false, 0, 0, 0, null, e.Diagnostic);
        }
    }

    /// <summary>The 1-based line and column, in UTF-16 units, of a byte of a text.</summary>
    public static (int Line, int Column) PlaceOf(byte[] text, int offset)
    {
        ReadOnlySpan<byte> before = text.AsSpan(0, offset);
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
