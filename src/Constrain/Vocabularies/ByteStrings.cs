// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Vocabularies;

/// <summary>An immutable list of byte strings, laid end to end in one array.</summary>
/// <remarks>
/// Shape: string i is <c>bytes[ends[i-1] .. ends[i]]</c>, where <c>ends[-1]</c> is 0. Two objects however many strings there are:
/// a vocabulary of 128k tokens would otherwise be 128k objects of 24 bytes each before the first byte of text.
/// Invariant: <c>ends</c> does not decrease, and its last value is at most <c>bytes.Length</c>.
/// </remarks>
internal sealed class ByteStrings
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    private ByteStrings(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
    }

    /// <summary>The number of strings.</summary>
    public int Count => _ends.Length;

    /// <summary>The number of bytes of all strings together.</summary>
    public int TotalBytes => _ends.Length == 0 ? 0 : _ends[^1];

    /// <summary>The string at an index in 0..<see cref="Count"/>-1.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int end = _ends[index];
            int start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, end - start);
        }
    }

    /// <summary>Collects byte strings piece by piece; memory follows what was really appended, never what was announced.</summary>
    internal sealed class Builder
    {
        private byte[] _bytes;
        private int[] _ends;
        private int _length;
        private int _count;

        /// <summary>Creates a builder with room for what is expected.</summary>
        public Builder(int bytes = 0, int strings = 0)
        {
            _bytes = new byte[bytes];
            _ends = new int[strings];
        }

        /// <summary>The number of bytes appended so far.</summary>
        public int Length => _length;

        /// <summary>The number of bytes appended since the last string was ended.</summary>
        public int OpenLength => _length - (_count == 0 ? 0 : _ends[_count - 1]);

        /// <summary>Appends bytes to the string that is open.</summary>
        public void Append(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(Reserve(bytes.Length));
            _length += bytes.Length;
        }

        /// <summary>Appends one byte to the string that is open.</summary>
        public void Append(byte value)
        {
            if (_length == _bytes.Length)
                Grow(1);
            _bytes[_length++] = value;
        }

        /// <summary>Room for at least so many bytes, to be filled and then taken with <see cref="Advance"/>.</summary>
        public Span<byte> Reserve(int count)
        {
            if (_bytes.Length - _length < count)
                Grow(count);
            return _bytes.AsSpan(_length);
        }

        /// <summary>Takes the first bytes of the last reservation into the string that is open.</summary>
        public void Advance(int count) => _length += count;

        /// <summary>Ends the string that is open; the next one starts empty.</summary>
        public void EndString()
        {
            if (_count == _ends.Length)
                Array.Resize(ref _ends, Math.Max(256, checked(_count * 2)));
            _ends[_count++] = _length;
        }

        /// <summary>Hands the strings over; the builder is not used any more.</summary>
        /// <param name="trim">Copies where room was left over, for lists that live long.</param>
        public ByteStrings Build(bool trim)
        {
            if (_ends.Length != _count)
                Array.Resize(ref _ends, _count);
            if (trim && _bytes.Length != _length)
                Array.Resize(ref _bytes, _length);
            return new ByteStrings(_bytes, _ends);
        }

        private void Grow(int count) =>
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_length + (long)count, Math.Max(256L, _bytes.Length * 2L))));
    }
}
