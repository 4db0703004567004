// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.LlamaCpp.Tests.Gguf;

/// <summary>Writes GGUF files, sound ones and, because every value is the test's own, unsound ones.</summary>
internal sealed class GgufWriter
{
    private const int Alignment = 32;
    private const uint Int32Type = 5, UInt32Type = 4, Float32Type = 6, BoolType = 7, StringType = 8, ArrayType = 9;

    private readonly List<(string Key, byte[] Value)> _pairs = [];
    private readonly List<(string Name, long[] Shape, float[] Data, uint Type)> _tensors = [];

    public string Magic { get; init; } = "GGUF";

    public uint Version { get; init; } = 3;

    public GgufWriter Text(string key, string value) => Pair(key, w => { w.Write(StringType); String(w, value); });

    public GgufWriter Number(string key, uint value) => Pair(key, w => { w.Write(UInt32Type); w.Write(value); });

    public GgufWriter Real(string key, float value) => Pair(key, w => { w.Write(Float32Type); w.Write(value); });

    public GgufWriter Flag(string key, bool value) => Pair(key, w => { w.Write(BoolType); w.Write(value); });

    public GgufWriter Raw(string key, uint type, byte[] value) => Pair(key, w => { w.Write(type); w.Write(value); });

    public GgufWriter Texts(string key, IReadOnlyList<string> values) =>
        Pair(key, w => { w.Write(ArrayType); w.Write(StringType); w.Write((ulong)values.Count); foreach (string v in values) String(w, v); });

    public GgufWriter Reals(string key, IReadOnlyList<float> values) =>
        Pair(key, w => { w.Write(ArrayType); w.Write(Float32Type); w.Write((ulong)values.Count); foreach (float v in values) w.Write(v); });

    public GgufWriter Numbers(string key, IReadOnlyList<int> values) =>
        Pair(key, w => { w.Write(ArrayType); w.Write(Int32Type); w.Write((ulong)values.Count); foreach (int v in values) w.Write(v); });

    /// <summary>A tensor of 32-bit floats (type 0), whatever the type says; the first dimension is the one that lies together in memory.</summary>
    public GgufWriter Tensor(string name, long[] shape, float[] data, uint type = 0)
    {
        _tensors.RemoveAll(tensor => tensor.Name == name);
        _tensors.Add((name, shape, data, type));
        return this;
    }

    public GgufWriter Remove(string key)
    {
        _pairs.RemoveAll(pair => pair.Key == key);
        return this;
    }

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Encoding.ASCII.GetBytes(Magic));
        writer.Write(Version);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_pairs.Count);
        foreach ((string key, byte[] value) in _pairs)
        {
            String(writer, key);
            writer.Write(value);
        }

        long offset = 0;
        foreach ((string name, long[] shape, float[] data, uint type) in _tensors)
        {
            String(writer, name);
            writer.Write((uint)shape.Length);
            foreach (long dimension in shape)
                writer.Write(dimension);
            writer.Write(type);
            writer.Write((ulong)offset);
            offset = Pad(offset + (data.Length * sizeof(float)));
        }

        foreach ((_, _, float[] data, _) in _tensors)
        {
            writer.Write(new byte[Pad(stream.Position) - stream.Position]);
            foreach (float value in data)
                writer.Write(value);
        }

        writer.Write(new byte[Pad(stream.Position) - stream.Position]);
        return stream.ToArray();
    }

    private GgufWriter Pair(string key, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        Remove(key);
        _pairs.Add((key, stream.ToArray()));
        return this;
    }

    private static void String(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static long Pad(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
