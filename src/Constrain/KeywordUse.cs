// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>One keyword in a schema, and what becomes of it.</summary>
public sealed class KeywordUse
{
    internal KeywordUse(string pointer, string keyword, KeywordStatus status, string? reason, string? hint)
    {
        Pointer = pointer;
        Keyword = keyword;
        Status = status;
        Reason = reason;
        Hint = hint;
    }

    /// <summary>The document that the keyword stands in, where it is one that the schema refers to; null for the text that was given.</summary>
    public Uri? Document { get; private init; }

    /// <summary>The JSON Pointer of the keyword's value.</summary>
    public string Pointer { get; }

    /// <summary>The keyword as it is written.</summary>
    public string Keyword { get; }

    /// <summary>What becomes of it.</summary>
    public KeywordStatus Status { get; }

    /// <summary>Why it is refused, or why it restricts nothing where it stands, though it can; null otherwise.</summary>
    public string? Reason { get; }

    /// <summary>What to do about a refusal; null when there is nothing to add.</summary>
    public string? Hint { get; }

    /// <summary>The same in another document than the one that was given.</summary>
    internal KeywordUse In(Uri document) => new(Pointer, Keyword, Status, Reason, Hint) { Document = document };
}

/// <summary>What becomes of a keyword.</summary>
public enum KeywordStatus
{
    /// <summary>Honoured exactly.</summary>
    Enforced,

    /// <summary>A remark that restricts nothing, by the specification or by an option.</summary>
    Annotation,

    /// <summary>Not a keyword of the schema's draft, which says to ignore it.</summary>
    Unknown,

    /// <summary>Cannot be enforced; the schema does not compile.</summary>
    Refused,
}
