// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit.Yaml;

/// <summary>What a reader of YAML made of a text.</summary>
/// <param name="Reader">Its name.</param>
/// <param name="Documents">The JSON text of each document of the stream; null when it could not be read as JSON values.</param>
/// <param name="Error">Why it could not, or what in it is no JSON value.</param>
public sealed record YamlReading(string Reader, IReadOnlyList<string>? Documents, string? Error)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Reader}: {(Documents is null ? "error: " + Error : string.Join(" | ", Documents))}";
}
