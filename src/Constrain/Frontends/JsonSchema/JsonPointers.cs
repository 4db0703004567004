// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>JSON Pointers as text (RFC 6901).</summary>
internal static class JsonPointers
{
    /// <summary>The pointer of a member or item of the value at a pointer.</summary>
    public static string Append(string pointer, string name) => $"{pointer}/{Escape(name)}";

    /// <summary>The names and indices of a pointer, as they are written in it.</summary>
    public static string[] SegmentsOf(string pointer) => pointer.Length == 0 ? [] : pointer[1..].Split('/');

    /// <summary>The name that a segment stands for.</summary>
    public static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The one spelling of a pointer that has several.</summary>
    public static string Canonical(string pointer) => string.Concat(SegmentsOf(pointer).Select(s => "/" + Escape(Unescape(s))));

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
