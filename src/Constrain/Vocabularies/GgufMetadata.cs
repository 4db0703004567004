// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Constrain.Vocabularies;

/// <summary>The key/value section of a GGUF file: typed values by key.</summary>
/// <remarks>
/// Scalars and strings are always kept, arrays only when asked for: the merges and scores of a vocabulary are larger than all
/// the rest together. A getter gives null for a key that is absent and throws where the value has another type.
/// Source: the format's description beside ggml; version 2 widened all lengths to 64 bits, version 3 added big-endian files.
/// </remarks>
internal sealed class GgufMetadata
{
    private readonly Dictionary<string, Entry> _entries;

    private GgufMetadata(int version, long tensorCount, Dictionary<string, Entry> entries, long length)
    {
        Version = version;
        TensorCount = tensorCount;
        _entries = entries;
        Length = length;
    }

    /// <summary>The version of the file format: 2 or 3.</summary>
    public int Version { get; }

    /// <summary>The number of tensors that the header announces; not checked.</summary>
    public long TensorCount { get; }

    /// <summary>Bytes of header and metadata.</summary>
    public long Length { get; }

    /// <summary>All keys, those of arrays that were passed over included.</summary>
    public IReadOnlyCollection<string> Keys => _entries.Keys;

    /// <summary>Reads header and metadata. The stream is read ahead and not closed.</summary>
    /// <param name="stream">Stands at the first byte of the file.</param>
    /// <param name="keepArray">Says by key which arrays to keep; null keeps none.</param>
    /// <exception cref="GgufException">No GGUF of version 2 or 3, or past a limit of <see cref="VocabularyLimits"/>.</exception>
    public static GgufMetadata Read(Stream stream, Func<string, bool>? keepArray = null)
    {
        using var reader = new GgufReader(stream);
        uint version = GgufHeader.ReadVersion(reader);
        ulong tensorCount = reader.ReadUInt64();
        ulong entryCount = reader.ReadUInt64();
        if (tensorCount > long.MaxValue || entryCount > VocabularyLimits.MaxMetadataEntries)
        {
            throw reader.Error(
                $"the header announces {entryCount} metadata entries (at most {VocabularyLimits.MaxMetadataEntries} are read)"
                + $" and {tensorCount} tensors",
                "the file is damaged, or not a model");
        }

        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        for (ulong i = 0; i < entryCount; i++)
        {
            string key = ReadKey(reader, i);
            reader.Key = key;
            if (!entries.TryAdd(key, ReadEntry(reader, keepArray is not null && keepArray(key))))
                throw reader.Error("the key occurs twice", "the file is damaged, or was edited by hand");
            reader.Key = null;
        }

        return new GgufMetadata((int)version, (long)tensorCount, entries, reader.Position);
    }

    /// <summary>The type of a key's value, <see cref="GgufType.Array"/> for all arrays; null when the key is absent.</summary>
    public GgufType? TypeOf(string key) => _entries.TryGetValue(key, out Entry? entry) ? entry.Type : null;

    /// <summary>A string; bytes that are no UTF-8 become U+FFFD.</summary>
    public string? GetString(string key) =>
        !_entries.TryGetValue(key, out Entry? entry) ? null
        : entry.Type == GgufType.String ? Encoding.UTF8.GetString((byte[])entry.Payload!)
        : throw Mismatch(key, entry, "a string");

    /// <summary>An integer of any width.</summary>
    public long? GetInteger(string key)
    {
        if (!_entries.TryGetValue(key, out Entry? entry))
            return null;
        return entry.Type switch
        {
            GgufType.UInt8 or GgufType.UInt16 or GgufType.UInt32 => (long)entry.Bits,
            GgufType.Int8 => (sbyte)entry.Bits,
            GgufType.Int16 => (short)entry.Bits,
            GgufType.Int32 => (int)entry.Bits,
            GgufType.Int64 => (long)entry.Bits,
            GgufType.UInt64 when entry.Bits <= long.MaxValue => (long)entry.Bits,
            _ => throw Mismatch(key, entry, "an integer"),
        };
    }

    /// <summary>A floating-point number of either width.</summary>
    public double? GetNumber(string key)
    {
        if (!_entries.TryGetValue(key, out Entry? entry))
            return null;
        return entry.Type switch
        {
            GgufType.Float32 => BitConverter.UInt32BitsToSingle((uint)entry.Bits),
            GgufType.Float64 => BitConverter.UInt64BitsToDouble(entry.Bits),
            _ => throw Mismatch(key, entry, "a floating-point number"),
        };
    }

    /// <summary>A boolean.</summary>
    public bool? GetBoolean(string key) =>
        !_entries.TryGetValue(key, out Entry? entry) ? null
        : entry.Type == GgufType.Boolean ? entry.Bits != 0
        : throw Mismatch(key, entry, "a boolean");

    /// <summary>An array of strings that was asked for when the file was read.</summary>
    public ByteStrings? GetStrings(string key) =>
        !_entries.TryGetValue(key, out Entry? entry) ? null
        : entry is { Type: GgufType.Array, ElementType: GgufType.String } ? (ByteStrings)Kept(key, entry)
        : throw Mismatch(key, entry, "an array of strings");

    /// <summary>An array of 32-bit signed integers that was asked for when the file was read.</summary>
    public int[]? GetInt32Array(string key)
    {
        if (!_entries.TryGetValue(key, out Entry? entry))
            return null;
        if (entry is not { Type: GgufType.Array, ElementType: GgufType.Int32 })
            throw Mismatch(key, entry, "an array of 32-bit integers");
        var bytes = (byte[])Kept(key, entry);
        var values = new int[bytes.Length / sizeof(int)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(values, values);
        return values;
    }

    private static string ReadKey(GgufReader reader, ulong index)
    {
        ulong length = reader.ReadUInt64();
        if (length is 0 or > VocabularyLimits.MaxKeyBytes)
        {
            throw reader.Error(
                $"metadata entry {index} has a key of {length} bytes; 1 to {VocabularyLimits.MaxKeyBytes} are allowed",
                "the file is damaged");
        }

        return Encoding.UTF8.GetString(reader.ReadBytes(length, 1));
    }

    private static Entry ReadEntry(GgufReader reader, bool keep)
    {
        var type = (GgufType)reader.ReadUInt32();
        switch (type)
        {
            case GgufType.String:
                return new Entry(type, default, 0, reader.ReadBytes(reader.ReadUInt64(), 1));
            case GgufType.Array:
                var elementType = (GgufType)reader.ReadUInt32();
                ulong count = reader.ReadUInt64();
                return new Entry(type, elementType, 0, ReadArray(reader, elementType, count, keep));
            default:
                ulong bits = GgufTypes.SizeOf(type) switch
                {
                    1 => reader.ReadByte(),
                    2 => reader.ReadUInt16(),
                    4 => reader.ReadUInt32(),
                    8 => reader.ReadUInt64(),
                    _ => throw UnknownType(reader, type),
                };
                return new Entry(type, default, bits, null);
        }
    }

    private static object? ReadArray(GgufReader reader, GgufType elementType, ulong count, bool keep)
    {
        if (keep && count > VocabularyLimits.MaxTokens)
            throw reader.Error($"an array of {count} values is longer than the limit of {VocabularyLimits.MaxTokens}", "the file is damaged");
        if (elementType == GgufType.String)
        {
            if (keep)
                return reader.ReadStrings(count);
            reader.SkipStrings(count);
            return null;
        }

        if (elementType == GgufType.Array)
            throw reader.Error("an array of arrays is not supported", "no tokenizer needs one, and llama.cpp refuses it too");
        int size = GgufTypes.SizeOf(elementType);
        if (size == 0)
            throw UnknownType(reader, elementType);
        if (keep)
            return reader.ReadBytes(count, size);
        reader.Skip(count, size);
        return null;
    }

    private static GgufException UnknownType(GgufReader reader, GgufType type) => reader.Error(
        $"value type {((uint)type).ToString(CultureInfo.InvariantCulture)} does not exist",
        "the file is damaged, or written by a newer format than version 3");

    private static object Kept(string key, Entry entry) =>
        entry.Payload ?? throw new InvalidOperationException($"array '{key}' was not asked for when the file was read");

    private static GgufException Mismatch(string key, Entry entry, string expected)
    {
        string actual = entry.Type == GgufType.Array ? $"an array of {entry.ElementType}" : entry.Type.ToString();
        return new GgufException($"the value is {actual}, where {expected} is expected", key: key, hint: "convert the model again");
    }

    /// <summary>A value: <c>Bits</c> holds scalars, zero-extended; <c>Payload</c> strings, kept arrays, or null.</summary>
    private sealed record Entry(GgufType Type, GgufType ElementType, ulong Bits, object? Payload);
}
