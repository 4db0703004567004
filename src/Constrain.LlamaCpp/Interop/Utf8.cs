// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using System.Text;

namespace Constrain.LlamaCpp.Interop;

/// <summary>Text across the border: zero-terminated UTF-8 in both directions.</summary>
internal static unsafe class Utf8
{
    /// <summary>The text's UTF-8 bytes and a zero.</summary>
    public static byte[] Terminated(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    public static string? Text(byte* text) =>
        text == null ? null : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
