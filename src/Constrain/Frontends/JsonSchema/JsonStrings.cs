// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Sets of strings, as regexes over their bodies: the JSON text between the quotes, or the form before a style of YAML is chosen.</summary>
/// <remarks>
/// Reading a body is a function from text to value, and works character by character. So the bodies of a set of values are
/// that set's regex with every character replaced by its spellings, and the replacement commutes with union, concatenation,
/// repetition and intersection; with complement too, relative to <see cref="AnyBody"/>. Threads: any.
/// </remarks>
internal sealed class JsonStrings
{
    private readonly RegexBuilder _regexes;
    private readonly Regex _anyCharacter;

    public JsonStrings(StringEncoding encoding)
    {
        _regexes = encoding.Builder;
        Encoding = encoding;
        _anyCharacter = Encoding.Of(CodePointSet.All);
        AnyBody = Encoding.AnyText;
    }

    /// <summary>The spellings of a character; for patterns.</summary>
    public StringEncoding Encoding { get; }

    /// <summary>The bodies of all strings.</summary>
    public Regex AnyBody { get; }

    /// <summary>The bodies of the strings with so many characters (code points), both included; null for no maximum.</summary>
    public Regex OfLength(int min, int? max) =>
        max < min ? _regexes.Nothing
        : min == 0 && max is null ? AnyBody
        : _regexes.Repeat(_anyCharacter, min, max ?? Regex.Repeat.Unbounded);

    /// <summary>The bodies of one string.</summary>
    public Regex Literal(string value)
    {
        if (Encoding.HasOneSpelling(value))
        {
            return _regexes.Literal(Encoding.FormOf(value));
        }

        Regex body = _regexes.Epsilon;
        foreach (Rune rune in value.EnumerateRunes().Reverse())
        {
            body = _regexes.Concat(Encoding.Of(CodePointSet.Of(rune.Value)), body);
        }

        return body;
    }

    /// <summary>The bodies of any of these strings.</summary>
    public Regex Literals(IReadOnlyCollection<string> values) => values.All(Encoding.HasOneSpelling)
        ? _regexes.Literals(values.Select(Encoding.FormOf))
        : _regexes.Union([.. values.Select(Literal)]);

    /// <summary>Whether the bodies of a string are in a regex over bodies.</summary>
    public bool Contains(Regex bodies, string value)
    {
        if (bodies == AnyBody)
        {
            return true;
        }

        foreach (byte letter in Encoding.FormOf(value))
        {
            bodies = _regexes.Derivative(bodies, letter);
        }

        return bodies.IsNullable;
    }

    /// <summary>A body between its quotes.</summary>
    public Regex Quoted(Regex body) => _regexes.Concat(_regexes.Literal("\""), body, _regexes.Literal("\""));
}
