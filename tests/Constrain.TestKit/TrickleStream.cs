// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit;

/// <summary>A stream that cannot be seeked and gives at most a few bytes at a time, as a pipe or a socket may.</summary>
/// <param name="inner">What it gives.</param>
/// <param name="most">The most bytes that one read gives.</param>
public sealed class TrickleStream(Stream inner, int most) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, most));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
