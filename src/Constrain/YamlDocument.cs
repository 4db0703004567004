// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Texts;

namespace Constrain;

/// <summary>A document of a YAML text, as the JSON that it says.</summary>
/// <remarks>Threads: any.</remarks>
public sealed class YamlDocument
{
    private readonly JsonPlaces _places;

    internal YamlDocument(ReadOnlyMemory<byte> utf8Json, JsonPlaces places)
    {
        Utf8Json = utf8Json;
        _places = places;
    }

    /// <summary>The value as JSON without white space, in UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8Json { get; }

    /// <summary>The same as text.</summary>
    public string Json => field ??= Encoding.UTF8.GetString(Utf8Json.Span);

    /// <summary>Where in the YAML text the value or name stands of which a byte of the JSON is a part.</summary>
    /// <param name="utf8Offset">The 0-based byte in <see cref="Utf8Json"/>, such as <see cref="TextCheck.Offset"/>; its length is allowed, and is its end.</param>
    /// <returns>
    /// The line and column at which the value or name begins; for a comma, those of what follows it, and for a closing bracket, those
    /// of the end of the collection. Of a value that an alias stands for, the alias; inside of such a value, the text that the alias refers to.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative or past the end.</exception>
    public SourceLocation LocationOf(int utf8Offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(utf8Offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(utf8Offset, Utf8Json.Length);
        return _places.At(utf8Offset);
    }
}
