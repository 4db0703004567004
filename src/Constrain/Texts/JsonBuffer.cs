// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Text;

namespace Constrain.Texts;

/// <summary>A JSON text without white space while it is written; letters are written as letters.</summary>
internal sealed class JsonBuffer
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Bytes written so far.</summary>
    public int Length => _bytes.WrittenCount;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>The byte that was written at an offset.</summary>
    public byte this[int offset] => _bytes.WrittenSpan[offset];

    /// <summary>Writes text as it is.</summary>
    public void Raw(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _bytes);

    /// <summary>Writes a part of what was written again.</summary>
    public void Again(int start, int end)
    {
        Span<byte> copy = _bytes.GetSpan(end - start);
        _bytes.WrittenSpan[start..end].CopyTo(copy);
        _bytes.Advance(end - start);
    }

    /// <summary>Writes a string with its quotes.</summary>
    public void String(string value)
    {
        Raw("\"");
        ReadOnlySpan<char> rest = value;
        for (int next; (next = rest.IndexOfAny(Escaped)) >= 0; rest = rest[(next + 1)..])
        {
            Raw(rest[..next]);
            Raw(rest[next] switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\b' => @"\b",
                '\f' => @"\f",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                char control => $"\\u{(int)control:x4}",
            });
        }

        Raw(rest);
        Raw("\"");
    }
}
