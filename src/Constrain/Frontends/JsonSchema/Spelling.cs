// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>In which texts scalars are written.</summary>
internal enum Spelling
{
    /// <summary>JSON as serialisers write it.</summary>
    Canonical,

    /// <summary>JSON, every text of a value.</summary>
    Any,

    /// <summary>Numbers as every parser of YAML reads them; strings in the form that all styles are made of.</summary>
    Yaml,
}
