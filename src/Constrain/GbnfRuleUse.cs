// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>One rule of a GBNF grammar, and whether a text can be made with it.</summary>
public sealed class GbnfRuleUse
{
    internal GbnfRuleUse(string name, SourceLocation location, GbnfRuleStatus status) => (Name, Location, Status) = (name, location, status);

    /// <summary>The name of the rule.</summary>
    public string Name { get; }

    /// <summary>The line and column of its definition.</summary>
    public SourceLocation Location { get; }

    /// <summary>Whether a text can be made with it.</summary>
    public GbnfRuleStatus Status { get; }
}

/// <summary>Whether a rule of a GBNF grammar is of use.</summary>
public enum GbnfRuleStatus
{
    /// <summary>The root leads to it, and it has texts.</summary>
    Used,

    /// <summary>No rule refers to it, or none but itself.</summary>
    Unused,

    /// <summary>Rules refer to it, and the root leads to none of them.</summary>
    Unreachable,

    /// <summary>It has no text, for it never ends; alternatives that need it are as if they were not written.</summary>
    Unproductive,
}
