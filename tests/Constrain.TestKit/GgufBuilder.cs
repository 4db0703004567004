// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers.Binary;
using System.Text;

namespace Constrain.TestKit;

/// <summary>Writes the header and metadata of a GGUF file by hand, faulty ones included.</summary>
public sealed class GgufBuilder
{
    private readonly List<byte> _entries = [];
    private ulong _count;

    /// <summary>The version that the header states.</summary>
    public uint Version { get; set; } = 3;

    /// <summary>The number of tensors that the header states; none is written.</summary>
    public ulong TensorCount { get; set; }

    /// <summary>The number of entries that the header states, where that shall not be the number written.</summary>
    public ulong? ClaimedCount { get; set; }

    public GgufBuilder Add(string key, string value) => AddRaw(key, 8, Counted(Encoding.UTF8.GetBytes(value)));

    public GgufBuilder Add(string key, byte value) => AddRaw(key, 0, [value]);

    public GgufBuilder Add(string key, sbyte value) => AddRaw(key, 1, [(byte)value]);

    public GgufBuilder Add(string key, ushort value) => AddRaw(key, 2, LittleEndian(value, 2));

    public GgufBuilder Add(string key, short value) => AddRaw(key, 3, LittleEndian((ushort)value, 2));

    public GgufBuilder Add(string key, uint value) => AddRaw(key, 4, LittleEndian(value, 4));

    public GgufBuilder Add(string key, int value) => AddRaw(key, 5, LittleEndian((uint)value, 4));

    public GgufBuilder Add(string key, float value) => AddRaw(key, 6, LittleEndian(BitConverter.SingleToUInt32Bits(value), 4));

    public GgufBuilder Add(string key, bool value) => AddRaw(key, 7, [value ? (byte)1 : (byte)0]);

    public GgufBuilder Add(string key, ulong value) => AddRaw(key, 10, LittleEndian(value, 8));

    public GgufBuilder Add(string key, long value) => AddRaw(key, 11, LittleEndian((ulong)value, 8));

    public GgufBuilder Add(string key, double value) => AddRaw(key, 12, LittleEndian(BitConverter.DoubleToUInt64Bits(value), 8));

    public GgufBuilder AddStrings(string key, params IEnumerable<string> values) =>
        AddStrings(key, values.Select(Encoding.UTF8.GetBytes).ToList());

    public GgufBuilder AddStrings(string key, IReadOnlyCollection<byte[]> values) =>
        AddArray(key, 8, (ulong)values.Count, [.. values.SelectMany(Counted)]);

    public GgufBuilder AddInts(string key, params IReadOnlyCollection<int> values) =>
        AddArray(key, 5, (ulong)values.Count, [.. values.SelectMany(value => LittleEndian((uint)value, 4))]);

    public GgufBuilder AddFloats(string key, params IReadOnlyCollection<float> values) =>
        AddArray(key, 6, (ulong)values.Count, [.. values.SelectMany(value => LittleEndian(BitConverter.SingleToUInt32Bits(value), 4))]);

    /// <summary>Adds a tokenizer: its name, the text of the tokens, and their types as the file format numbers them.</summary>
    public GgufBuilder AddTokenizer(string model, IReadOnlyCollection<string> tokens, IReadOnlyCollection<int>? types = null)
    {
        Add("tokenizer.ggml.model", model).AddStrings("tokenizer.ggml.tokens", tokens);
        return types is null ? this : AddInts("tokenizer.ggml.token_type", types);
    }

    /// <summary>Adds an array whose element type, count and bytes need not belong together.</summary>
    public GgufBuilder AddArray(string key, uint elementType, ulong count, byte[] bytes) =>
        AddRaw(key, 9, [.. LittleEndian(elementType, 4), .. LittleEndian(count, 8), .. bytes]);

    /// <summary>Adds an entry whose type and bytes need not belong together.</summary>
    public GgufBuilder AddRaw(string key, uint type, byte[] bytes)
    {
        _entries.AddRange(Counted(Encoding.UTF8.GetBytes(key)));
        _entries.AddRange(LittleEndian(type, 4));
        _entries.AddRange(bytes);
        _count++;
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] ToArray() =>
    [
        .. "GGUF"u8,
        .. LittleEndian(Version, 4),
        .. LittleEndian(TensorCount, 8),
        .. LittleEndian(ClaimedCount ?? _count, 8),
        .. _entries,
    ];

    /// <summary>The file as a stream that can be seeked.</summary>
    public Stream ToStream() => new MemoryStream(ToArray());

    /// <summary>Bytes preceded by their number.</summary>
    public static byte[] Counted(byte[] bytes) => [.. LittleEndian((ulong)bytes.Length, 8), .. bytes];

    /// <summary>The low bytes of a number, least significant first.</summary>
    public static byte[] LittleEndian(ulong value, int bytes)
    {
        byte[] buffer = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
        return buffer[..bytes];
    }
}
