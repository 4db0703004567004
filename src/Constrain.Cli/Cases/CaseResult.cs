// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Output;

namespace Constrain.Cli.Cases;

/// <summary>What became of a case.</summary>
/// <param name="Place">The file and line.</param>
/// <param name="Id">The name of the case; its place where the line is no case.</param>
/// <param name="Error">Why it did not compile or was not decided; null when it was.</param>
/// <param name="FalseRejects">Texts that had to be accepted and were not.</param>
/// <param name="FalseAccepts">Texts that had to be rejected and were not.</param>
/// <param name="Time">How long it took.</param>
internal sealed record CaseResult(
    string Place, string Id, CaseError? Error, IReadOnlyList<Misjudged> FalseRejects, IReadOnlyList<Misjudged> FalseAccepts, TimeSpan Time)
{
    /// <summary>Whether the case is right, wrong, or refused.</summary>
    public CaseVerdict Verdict =>
        FalseRejects.Count + FalseAccepts.Count > 0 ? CaseVerdict.Wrong
        : Error is null || Error.Code == nameof(GrammarError.Unsatisfiable) ? CaseVerdict.Right
        : CaseVerdict.Refused;

    /// <summary>A case that was not decided.</summary>
    public static CaseResult Failed(string place, string id, CaseError error, TimeSpan time) => new(place, id, error, [], [], time);

    /// <summary>The line that <c>--json</c> prints.</summary>
    public string ToJson() => Json.Line(writer =>
    {
        writer.Text("id", Id);
        writer.WriteBoolean("compiled", Error is null);
        if (Error is null)
        {
            writer.WriteNull("error");
        }
        else
        {
            writer.WriteStartObject("error");
            writer.Text("code", Error.Code);
            writer.Text("keyword", Error.Keyword);
            writer.Text("pointer", Error.Pointer);
            writer.Text("message", Error.Message);
            writer.WriteEndObject();
        }

        foreach ((string name, IReadOnlyList<Misjudged> texts) in new[] { ("falseRejects", FalseRejects), ("falseAccepts", FalseAccepts) })
        {
            writer.WriteStartArray(name);
            foreach (Misjudged text in texts)
            {
                writer.WriteNumberValue(text.Index);
            }

            writer.WriteEndArray();
        }

        writer.WriteNumber("micros", (long)Time.TotalMicroseconds);
    });
}

/// <summary>Whether a case is right.</summary>
internal enum CaseVerdict
{
    /// <summary>Every text is judged as the case says.</summary>
    Right,

    /// <summary>A text is judged otherwise.</summary>
    Wrong,

    /// <summary>It was not compiled, not decided in time, or is no case at all.</summary>
    Refused,
}

/// <summary>Why a case did not compile or was not decided.</summary>
/// <param name="Code">A <see cref="GrammarError"/>, or one of the constants here.</param>
/// <param name="Keyword">The construct or option at fault, if there is one.</param>
/// <param name="Pointer">The JSON Pointer in the schema, if there is one.</param>
/// <param name="Message">The whole sentence.</param>
internal sealed record CaseError(string Code, string? Keyword, string? Pointer, string Message)
{
    /// <summary>It took too long.</summary>
    public const string Timeout = "Timeout";

    /// <summary>An option of the case is not understood.</summary>
    public const string Option = "Option";

    /// <summary>The line is no case.</summary>
    public const string Malformed = "Malformed";

    /// <summary>A defect of the library.</summary>
    public const string Internal = "Internal";

    /// <summary>The error of a source that is refused.</summary>
    public static CaseError Of(GrammarException e) => new(e.Error.ToString(), e.Construct, e.Location?.Pointer, e.Message);
}

/// <summary>A text that was judged otherwise than its case says.</summary>
/// <param name="Index">Its 0-based place in the case's list.</param>
/// <param name="Text">The text.</param>
/// <param name="Offset">The byte at which it was rejected.</param>
/// <param name="Reason">Why it was rejected; null when it was accepted.</param>
internal sealed record Misjudged(int Index, string Text, int Offset, string? Reason);
