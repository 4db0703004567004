// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>Which of the many texts of one number are accepted. <see cref="NumberRegex"/> says exactly which.</summary>
internal enum NumberNotation
{
    /// <summary>Those that serialisers write and every reader reads back: integers as digits, no exponent past a double.</summary>
    Canonical,

    /// <summary>Canonical ones; with an exponent, only those that YAML 1.1 takes for numbers: with a point and a sign before the exponent.</summary>
    Yaml,

    /// <summary>More of what RFC 8259 allows: <c>1.0</c> and <c>1e3</c> as integers, exponents past a double.</summary>
    Any,
}
