// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers.Binary;

namespace Constrain.LlamaCpp.Gguf;

/// <summary>Reads the header of a GGUF file front to back and never past its end.</summary>
internal sealed class GgufInput(Stream stream, long length)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _next;
    private int _filled;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    public long Remaining => length - Position;

    /// <summary>The next <paramref name="count"/> bytes, valid until the next call.</summary>
    /// <exception cref="EndOfStreamException">The file ends before them.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
            throw new EndOfStreamException();
        Position += count;
        if (count <= _filled - _next)
            return _buffer.AsSpan((_next += count) - count, count);
        if (count > _buffer.Length)
            return TakeLong(count);

        _buffer.AsSpan(_next, _filled - _next).CopyTo(_buffer);
        (_filled, _next) = (_filled - _next, 0);
        _filled += stream.ReadAtLeast(_buffer.AsSpan(_filled), count - _filled);
        return _buffer.AsSpan((_next += count) - count, count);
    }

    public void Skip(long count)
    {
        if (count < 0 || count > Remaining)
            throw new EndOfStreamException();
        for (; count > 0; count -= Math.Min(count, _buffer.Length))
            Take((int)Math.Min(count, _buffer.Length));
    }

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A count or length that the rest of the file can hold at <paramref name="least"/> bytes each.</summary>
    public long Count(int least)
    {
        ulong count = UInt64();
        return count <= (ulong)(Remaining / least) ? (long)count : throw new EndOfStreamException();
    }

    /// <summary>A string's bytes, valid until the next call; empty and skipped beyond <paramref name="most"/> bytes.</summary>
    public ReadOnlySpan<byte> String(int most)
    {
        long count = Count(1);
        if (count <= most)
            return Take((int)count);
        Skip(count);
        return [];
    }

    private byte[] TakeLong(int count)
    {
        byte[] bytes = new byte[count];
        _buffer.AsSpan(_next, _filled - _next).CopyTo(bytes);
        stream.ReadExactly(bytes.AsSpan(_filled - _next));
        (_filled, _next) = (0, 0);
        return bytes;
    }
}
