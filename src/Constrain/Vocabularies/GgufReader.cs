// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Constrain.Vocabularies;

/// <summary>Reads little-endian values of GGUF from a stream, forwards only, and knows where it stands.</summary>
/// <remarks>
/// A length in the file is a claim: it is checked against the bytes that are left (where the stream knows) and against
/// <see cref="VocabularyLimits.MaxMetadataBytes"/>, and memory grows with what was really read.
/// The stream need not be seekable; one that is gets seeked over long values. It is read ahead, never closed.
/// Errors: <see cref="GgufException"/> with position and key; whatever the stream itself throws passes through.
/// </remarks>
internal sealed class GgufReader : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly Stream _stream;
    private readonly long? _length;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private long _bufferStart;
    private int _next;
    private int _end;

    /// <summary>Starts where the stream stands; that place is position 0.</summary>
    public GgufReader(Stream stream)
    {
        _stream = stream;
        _length = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;
    }

    /// <summary>Bytes consumed so far.</summary>
    public long Position => _bufferStart + _next;

    /// <summary>The key whose value is being read, for messages; null in the header.</summary>
    public string? Key { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _next = _end = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>The next bytes, not consumed: fewer than asked for when the stream ends, at most 16.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (_end - _next < count && Fill())
        {
        }

        return _buffer.AsSpan(_next, Math.Min(count, _end - _next));
    }

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads bytes into the string that is open in a builder.</summary>
    public void ReadBytes(ulong count, ByteStrings.Builder destination)
    {
        Require(count, 1);
        for (long left = (long)count; left > 0;)
        {
            if (_next == _end && !Fill())
                throw Truncated();
            int taken = (int)Math.Min(left, _end - _next);
            destination.Append(_buffer.AsSpan(_next, taken));
            _next += taken;
            left -= taken;
        }
    }

    /// <summary>Reads values of a fixed size into an array of their own, as bytes.</summary>
    public byte[] ReadBytes(ulong count, int size)
    {
        Require(count, size);
        int length = checked((int)count * size);
        byte[] bytes = new byte[_length is null ? Math.Min(length, BufferSize) : length];
        for (int filled = 0; filled < length;)
        {
            if (_next == _end && !Fill())
                throw Truncated();
            if (filled == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
            int taken = Math.Min(bytes.Length - filled, _end - _next);
            _buffer.AsSpan(_next, taken).CopyTo(bytes.AsSpan(filled));
            _next += taken;
            filled += taken;
        }

        return bytes;
    }

    /// <summary>Reads an array of strings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ByteStrings ReadStrings(ulong count)
    {
        Require(count, sizeof(ulong));
        var builder = new ByteStrings.Builder(BufferSize, (int)(_length is null ? Math.Min(count, 4096) : count));
        for (; count > 0; count--)
        {
            ulong length = ReadUInt64();
            if (length <= (ulong)(_end - _next))
            {
                builder.Append(_buffer.AsSpan(_next, (int)length));
                _next += (int)length;
            }
            else
            {
                ReadBytes(length, builder);
            }

            builder.EndString();
        }

        return builder.Build(trim: false);
    }

    /// <summary>Passes over an array of strings. Merges of a BPE are most of a vocabulary file, so this is where the time goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SkipStrings(ulong count)
    {
        Require(count, sizeof(ulong));
        while (count > 0)
        {
            ReadOnlySpan<byte> buffered = _buffer.AsSpan(_next, _end - _next);
            int offset = 0;
            while (count > 0 && buffered.Length - offset >= sizeof(ulong))
            {
                ulong length = BinaryPrimitives.ReadUInt64LittleEndian(buffered[offset..]);
                if (length > (ulong)(buffered.Length - offset - sizeof(ulong)))
                    break;
                offset += sizeof(ulong) + (int)length;
                count--;
            }

            _next += offset;
            if (count > 0)
            {
                Skip(ReadUInt64(), 1);
                count--;
            }
        }
    }

    /// <summary>Passes over values of a fixed size.</summary>
    public void Skip(ulong count, int size)
    {
        Require(count, size);
        long left = (long)count * size;
        int buffered = (int)Math.Min(left, _end - _next);
        _next += buffered;
        left -= buffered;
        if (left > BufferSize && _length is not null)
        {
            // Require has seen that the bytes are there, so this cannot pass the end.
            _bufferStart += _end + left;
            _next = _end = 0;
            _stream.Seek(left, SeekOrigin.Current);
            return;
        }

        while (left > 0)
        {
            if (!Fill())
                throw Truncated();
            int taken = (int)Math.Min(left, _end - _next);
            _next += taken;
            left -= taken;
        }
    }

    /// <summary>Refuses a count that the rest of the file cannot hold.</summary>
    public void Require(ulong count, int size)
    {
        UInt128 bytes = (UInt128)count * (uint)size;
        if (_length is { } length && bytes > (ulong)Math.Max(0, length - Position))
        {
            throw Error(
                $"the file claims {bytes} more bytes here and has {Math.Max(0, length - Position)}",
                "the file is truncated or damaged: compare its size with the original, or fetch it again");
        }

        if (bytes > (ulong)Math.Max(0, VocabularyLimits.MaxMetadataBytes - Position))
        {
            throw Error(
                $"the file claims {bytes} more bytes here, past the limit of {VocabularyLimits.MaxMetadataBytes} bytes of metadata",
                "the file is damaged, or not a model");
        }
    }

    /// <summary>An error at the current position and key.</summary>
    public GgufException Error(string problem, string? hint = null) => new(problem, Position, Key, hint);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int count)
    {
        if (_end - _next < count)
            FillTo(count);
        ReadOnlySpan<byte> taken = _buffer.AsSpan(_next, count);
        _next += count;
        return taken;
    }

    private void FillTo(int count)
    {
        while (_end - _next < count)
        {
            if (!Fill())
                throw Truncated();
        }
    }

    /// <summary>Reads more into the buffer, keeping what was not consumed; false at the end of the stream.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
        _bufferStart += _next;
        _end -= _next;
        _next = 0;
        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private GgufException Truncated() => Error(
        "the file ends in the middle of its metadata",
        "it is truncated: compare its size with the original, or fetch it again");
}
