// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Spectre.Console;

namespace Constrain.Cli.Output;

/// <summary>Prints what <c>constrain validate</c> found.</summary>
/// <param name="Schema">The schema's file.</param>
/// <param name="Keywords">What becomes of each keyword.</param>
/// <param name="Error">Why the schema does not compile; null when it does.</param>
/// <param name="Documents">What became of each document; none when the schema does not compile.</param>
internal sealed record ValidationReport(
    string Schema, IReadOnlyList<KeywordUse> Keywords, GrammarException? Error, IReadOnlyList<DocumentCheck> Documents)
{
    /// <summary>How many documents were not looked at, because the schema does not compile.</summary>
    public int Unchecked { get; init; }

    public ExitCode ExitCode =>
        Error is not null ? ConstraintSource.Refusal(Error, Schema, isSchema: true).ExitCode
        : Documents.Any(document => document.Unreadable is not null) ? ExitCode.Usage
        : Documents.All(document => document.IsAccepted) ? ExitCode.Ok
        : ExitCode.Refused;

    /// <summary>For people: a table of keywords, then a line for each document.</summary>
    public void WriteText(CliHost host)
    {
        if (Keywords.Count > 0)
        {
            WriteKeywords(host);
        }
        else if (Error is null)
        {
            host.Out.WriteLine($"{Schema}: no keywords");
        }

        WriteErrors(host);
        if (Unchecked > 0)
        {
            host.Note($"{Unchecked} {(Unchecked == 1 ? "document was" : "documents were")} not checked");
        }

        foreach (DocumentCheck document in Documents.Where(document => document.Unreadable is null))
        {
            string number = document.Number is null ? string.Empty : $"document {document.Number} ";
            host.Out.WriteLine(document.IsAccepted
                ? $"{document.Name}: {number}accepted"
                : $"{document.Name}:{document.Line}:{document.Column}: {number}rejected at byte {document.Offset}: {document.Reason}");
        }
    }

    /// <summary>For programs: one object in one line.</summary>
    public void WriteJson(CliHost host)
    {
        host.Out.WriteLine(Json.Line(writer =>
        {
            writer.Text("schema", Schema);
            writer.WriteBoolean("compiled", Error is null);
            WriteError(writer);
            writer.WriteStartArray("keywords");
            foreach (KeywordUse use in Keywords)
            {
                WriteKeyword(writer, use);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("summary");
            foreach (KeywordStatus status in Enum.GetValues<KeywordStatus>())
            {
                writer.WriteNumber(NameOf(status), Keywords.Count(use => use.Status == status));
            }

            writer.WriteEndObject();
            writer.WriteStartArray("documents");
            foreach (DocumentCheck document in Documents)
            {
                WriteDocument(writer, document);
            }

            writer.WriteEndArray();
        }));
        WriteErrors(host);
    }

    // Every refusal, not only the first, which is what a compiler stops at.
    private void WriteErrors(CliHost host)
    {
        KeywordUse[] refused = [.. Keywords.Where(use => use.Status == KeywordStatus.Refused)];
        foreach (KeywordUse use in refused)
        {
            var each = new GrammarException(
                GrammarError.Unsupported, use.Reason ?? "it cannot be enforced", SourceLocation.AtPointer(use.Pointer), use.Keyword, use.Hint);
            host.Error.WriteLine(Diagnostic.Of(each, Schema));
        }

        if (Error is not null && refused.Length == 0)
        {
            host.Error.WriteLine(Diagnostic.Of(Error, Schema));
        }

        foreach (DocumentCheck document in Documents)
        {
            if (document.Unreadable is not null)
            {
                host.Error.WriteLine(document.Unreadable);
            }
        }
    }

    private void WriteKeywords(CliHost host)
    {
        string counts = string.Join(", ", Enum.GetValues<KeywordStatus>()
            .Select(status => (Name: NameOf(status), Count: Keywords.Count(use => use.Status == status)))
            .Where(each => each.Count > 0).Select(each => $"{each.Count} {each.Name}"));
        if (Terminal.On(host.Out, host.OutIsTerminal) is IAnsiConsole console)
        {
            var table = new Table().RoundedBorder().AddColumns("keyword", "at", "");
            foreach (KeywordUse use in Keywords)
            {
                table.AddRow(new Text(use.Keyword), new Text(Place(use)), new Text(Told(use), StyleOf(use.Status)));
            }

            console.Write(table);
        }
        else
        {
            int keyword = Keywords.Max(use => use.Keyword.Length), place = Keywords.Max(use => Place(use).Length);
            foreach (KeywordUse use in Keywords)
            {
                host.Out.WriteLine($"{use.Keyword.PadRight(keyword)}  {Place(use).PadRight(place)}  {Told(use)}");
            }
        }

        host.Out.WriteLine($"{Schema}: {counts}");
    }

    private static string Place(KeywordUse use) => use.Pointer.Length == 0 ? "(root)" : use.Pointer;

    // Why a keyword is refused stands in its error.
    private static string Told(KeywordUse use) =>
        use is { Status: KeywordStatus.Annotation, Reason: { } reason } ? $"{NameOf(use.Status)}: {reason}" : NameOf(use.Status);

    private static string NameOf(KeywordStatus status) => status.ToString().ToLowerInvariant();

    private static Style StyleOf(KeywordStatus status) => status switch
    {
        KeywordStatus.Enforced => new Style(Color.Green),
        KeywordStatus.Refused => new Style(Color.Red),
        KeywordStatus.Unknown => new Style(Color.Yellow),
        _ => Style.Plain,
    };

    private void WriteError(Utf8JsonWriter writer)
    {
        if (Error is null)
        {
            writer.WriteNull("error");
            return;
        }

        writer.WriteStartObject("error");
        writer.Text("code", Error.Error.ToString());
        writer.Text("keyword", Error.Construct);
        writer.Text("pointer", Error.Location?.Pointer);
        writer.Text("message", Error.Message);
        writer.WriteStartArray("conflict");
        foreach (SourceLocation place in Error.Conflict)
        {
            writer.WriteStringValue(place.Document is { } document ? $"{document.AbsoluteUri}#{place.Pointer}" : place.Pointer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteKeyword(Utf8JsonWriter writer, KeywordUse use)
    {
        writer.WriteStartObject();
        writer.Text("keyword", use.Keyword);
        writer.Text("pointer", use.Pointer);
        writer.Text("status", NameOf(use.Status));
        writer.Text("reason", use.Reason);
        writer.Text("hint", use.Hint);
        writer.WriteEndObject();
    }

    private static void WriteDocument(Utf8JsonWriter writer, DocumentCheck document)
    {
        writer.WriteStartObject();
        writer.Text("document", document.Name);
        if (document.Number is { } number)
        {
            writer.WriteNumber("number", number);
        }

        writer.WriteBoolean("accepted", document.IsAccepted);
        if (!document.IsAccepted && document.Unreadable is null)
        {
            writer.WriteNumber("offset", document.Offset);
            writer.WriteNumber("line", document.Line);
            writer.WriteNumber("column", document.Column);
        }

        writer.Text("reason", document.Reason ?? document.Unreadable?.Problem);
        writer.WriteEndObject();
    }
}
