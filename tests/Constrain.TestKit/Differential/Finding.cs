// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>What is wrong about a pair.</summary>
public enum FindingKind
{
    /// <summary>We accept what both validators reject.</summary>
    FalseAccept,

    /// <summary>We reject what both validators accept.</summary>
    FalseReject,

    /// <summary>The validators contradict each other, and no rule says which is right.</summary>
    Undecided,

    /// <summary>A validator could not take the schema.</summary>
    OracleFailed,

    /// <summary>We say that it is no schema.</summary>
    Syntax,

    /// <summary>An exception that is none of the library's.</summary>
    Crash,

    /// <summary>We accept an object in which a name is written twice.</summary>
    NameTwice,

    /// <summary>A document that was sampled is not valid.</summary>
    BadSample,

    /// <summary>Sampling came to a place where nothing is allowed, or a token that is allowed is not accepted.</summary>
    DeadEnd,

    /// <summary>Compiling the schema and checking a few texts took longer than was asked for.</summary>
    Slow,
}

/// <summary>A difference that nothing explains.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Dialect">The draft.</param>
/// <param name="Index">The schema's number in the run of its seed.</param>
/// <param name="Schema">The schema, as small as it could be made.</param>
/// <param name="Instance">The text, or null where there is none.</param>
/// <param name="Detail">What each side says.</param>
public sealed record Finding(FindingKind Kind, SchemaDialect Dialect, int Index, JsonNode? Schema, string? Instance, string Detail)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kind}, draft {Oracles.NameOf(Dialect)}, schema {Index}: {Detail}\n  schema   {Schema?.ToJsonString(Plain) ?? "null"}\n  instance {Instance}";
}
