// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>Pointers into JSON documents, as patterns.</summary>
internal static class PointerFormats
{
    /// <summary>RFC 6901, section 3.</summary>
    public const string Pointer = "(?:/(?:[^~/]|~[01])*)*";

    /// <summary>draft-handrews-relative-json-pointer-01, section 3, as draft 7 and its followers agree on it.</summary>
    public const string RelativePointer = @"(?:0|[1-9]\d*)(?:#|" + Pointer + ")";
}
