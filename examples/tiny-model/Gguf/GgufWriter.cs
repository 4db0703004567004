// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Buffers.Binary;
using System.Text;

namespace Constrain.Examples.TinyModel.Gguf;

/// <summary>How the weights of a tensor are stored, with the numbers that the file uses.</summary>
internal enum TensorFormat
{
    F32 = 0,
    Q8 = 8,
}

/// <summary>A GGUF file.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Header">How many bytes stand before the first tensor: everything but the weights.</param>
internal sealed record GgufFile(byte[] Bytes, int Header);

/// <summary>Collects metadata and tensors, and writes them as one GGUF file of version 3.</summary>
/// <remarks>
/// Layout, all little-endian: magic, version, counts; key/value pairs; for each tensor its name, dimensions (fastest first), format
/// and offset; then the tensors, each at a multiple of <see cref="Alignment"/> bytes from the start of the data.
/// Source: the GGUF specification of the ggml project.
/// </remarks>
internal sealed class GgufWriter
{
    private const int Alignment = 32;
    private const uint Version = 3;

    private readonly List<(string Key, ValueType Type, Action<BinaryWriter> Write)> _pairs = [];
    private readonly List<(string Name, int[] Dimensions, TensorFormat Format, byte[] Data)> _tensors = [];

    private enum ValueType
    {
        UInt32 = 4,
        Int32 = 5,
        Float32 = 6,
        Boolean = 7,
        Text = 8,
        Array = 9,
    }

    public void Add(string key, int value) => _pairs.Add((key, ValueType.UInt32, file => file.Write((uint)value)));

    public void Add(string key, float value) => _pairs.Add((key, ValueType.Float32, file => file.Write(value)));

    public void Add(string key, bool value) => _pairs.Add((key, ValueType.Boolean, file => file.Write(value)));

    public void Add(string key, string value) => _pairs.Add((key, ValueType.Text, file => WriteText(file, value)));

    public void Add(string key, IReadOnlyCollection<string> values) =>
        _pairs.Add((key, ValueType.Array, file => WriteArray(file, ValueType.Text, values, value => WriteText(file, value))));

    public void Add(string key, IReadOnlyCollection<int> values) =>
        _pairs.Add((key, ValueType.Array, file => WriteArray(file, ValueType.Int32, values, file.Write)));

    /// <summary>A vector in full precision.</summary>
    public void AddVector(string name, ReadOnlySpan<float> weights)
    {
        byte[] data = new byte[sizeof(float) * weights.Length];
        for (int i = 0; i < weights.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(sizeof(float) * i), weights[i]);
        _tensors.Add((name, [weights.Length], TensorFormat.F32, data));
    }

    /// <summary>A matrix, row-major, rounded to <see cref="Q8"/>.</summary>
    public void AddMatrix(string name, int rows, int columns, ReadOnlySpan<float> weights) =>
        _tensors.Add((name, [columns, rows], TensorFormat.Q8, Q8.Quantize(weights)));

    /// <summary>The file, and how much of it stands before the first tensor.</summary>
    public GgufFile ToFile()
    {
        using var stream = new MemoryStream();
        using var file = new BinaryWriter(stream);
        file.Write("GGUF"u8);
        file.Write(Version);
        file.Write((ulong)_tensors.Count);
        file.Write((ulong)_pairs.Count);
        foreach ((string key, ValueType type, Action<BinaryWriter> write) in _pairs)
        {
            WriteText(file, key);
            file.Write((uint)type);
            write(file);
        }
        int header = WriteTensors(file);
        return new(stream.ToArray(), header);
    }

    private int WriteTensors(BinaryWriter file)
    {
        ulong offset = 0;
        foreach ((string name, int[] dimensions, TensorFormat format, byte[] data) in _tensors)
        {
            WriteText(file, name);
            file.Write((uint)dimensions.Length);
            foreach (int dimension in dimensions)
                file.Write((ulong)dimension);
            file.Write((uint)format);
            file.Write(offset);
            offset += (ulong)((data.Length + Alignment - 1) / Alignment * Alignment);
        }
        Pad(file);
        int header = (int)file.BaseStream.Position;
        foreach ((_, _, _, byte[] data) in _tensors)
        {
            file.Write(data);
            Pad(file);
        }
        return header;
    }

    private static void Pad(BinaryWriter file)
    {
        while (file.BaseStream.Position % Alignment != 0)
            file.Write((byte)0);
    }

    private static void WriteArray<T>(BinaryWriter file, ValueType type, IReadOnlyCollection<T> values, Action<T> write)
    {
        file.Write((uint)type);
        file.Write((ulong)values.Count);
        foreach (T value in values)
            write(value);
    }

    private static void WriteText(BinaryWriter file, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        file.Write((ulong)bytes.Length);
        file.Write(bytes);
    }
}
