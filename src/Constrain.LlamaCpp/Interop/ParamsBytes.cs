// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;

namespace Constrain.LlamaCpp.Interop;

/// <summary>Reads and writes a <see cref="ParamsBlock"/> by byte offset.</summary>
internal static class ParamsBytes
{
    public static ReadOnlySpan<byte> View(in ParamsBlock block) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in block, 1));

    public static int Int32(ReadOnlySpan<byte> bytes, int offset) => MemoryMarshal.Read<int>(bytes[offset..]);

    public static void Set<T>(ref ParamsBlock block, int offset, T value)
        where T : unmanaged =>
        MemoryMarshal.Write(MemoryMarshal.AsBytes(new Span<ParamsBlock>(ref block))[offset..], in value);
}
