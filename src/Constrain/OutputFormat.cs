// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>The notation in which documents are written.</summary>
public enum OutputFormat
{
    /// <summary>JSON, RFC 8259.</summary>
    Json,

    /// <summary>YAML, in the subset that <see cref="YamlOptions"/> describes.</summary>
    Yaml,
}
