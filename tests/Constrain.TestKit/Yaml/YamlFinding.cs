// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.TestKit.Yaml;

/// <summary>What is wrong about a document, or about a schema's documents.</summary>
public enum YamlFault
{
    /// <summary>A reader read another value, or none.</summary>
    ReadOtherwise,

    /// <summary>The value does not satisfy the schema.</summary>
    Invalid,

    /// <summary>A document drawn under masks is not accepted as a whole.</summary>
    NotAccepted,

    /// <summary>There was no next token, or no end.</summary>
    DeadEnd,

    /// <summary>An exception that is none of the library's.</summary>
    Crash,
}

/// <summary>Something wrong.</summary>
/// <param name="Fault">What.</param>
/// <param name="Schema">The schema; null for a document that was printed from a value.</param>
/// <param name="Options">How it was to be written.</param>
/// <param name="Dice">What repeats it.</param>
/// <param name="Text">The document, where there is one.</param>
/// <param name="Detail">What each side says.</param>
public sealed record YamlFinding(YamlFault Fault, YamlSchema? Schema, YamlOptions Options, string Dice, string? Text, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Fault}: {YamlVariants.Show(Options)}; {Dice}\n  schema {(Schema is null ? "none" : $"({Schema.Name}, draft {Differential.Oracles.NameOf(Schema.Dialect)}) {Schema.Text}")}"
        + $"\n  text   {(Text is null ? "none" : JsonSerializer.Serialize(Text))}\n  {Detail.Replace("\n", "\n  ", StringComparison.Ordinal)}";
}
