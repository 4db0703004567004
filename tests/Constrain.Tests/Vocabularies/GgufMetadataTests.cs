// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit;
using Constrain.Vocabularies;

namespace Constrain.Tests.Vocabularies;

public class GgufMetadataTests
{
    private static GgufBuilder AllTypes() => new GgufBuilder { TensorCount = 7 }
        .Add("u8", (byte)200).Add("i8", (sbyte)-100)
        .Add("u16", (ushort)60_000).Add("i16", (short)-30_000)
        .Add("u32", 4_000_000_000u).Add("i32", -2_000_000_000)
        .Add("u64", (ulong)long.MaxValue).Add("i64", long.MinValue)
        .Add("f32", 1.5f).Add("f64", -0.1)
        .Add("yes", true).Add("no", false)
        .Add("text", "grüße 😀").Add("none", string.Empty)
        .AddStrings("strings", "a", string.Empty, "▁b")
        .AddInts("ints", 1, -2, int.MaxValue)
        .AddFloats("floats", 0.5f, 1.5f)
        .AddStrings("last");

    private static GgufMetadata Read(Stream stream) => GgufMetadata.Read(stream, key => key is "strings" or "ints" or "last");

    private static void AssertAllTypes(GgufMetadata metadata)
    {
        Assert.Equal((3, 7L), (metadata.Version, metadata.TensorCount));
        Assert.Equal(AllTypes().ToArray().Length, metadata.Length);
        Assert.Equal(200, metadata.GetInteger("u8"));
        Assert.Equal(-100, metadata.GetInteger("i8"));
        Assert.Equal(60_000, metadata.GetInteger("u16"));
        Assert.Equal(-30_000, metadata.GetInteger("i16"));
        Assert.Equal(4_000_000_000, metadata.GetInteger("u32"));
        Assert.Equal(-2_000_000_000, metadata.GetInteger("i32"));
        Assert.Equal(long.MaxValue, metadata.GetInteger("u64"));
        Assert.Equal(long.MinValue, metadata.GetInteger("i64"));
        Assert.Equal(1.5, metadata.GetNumber("f32"));
        Assert.Equal(-0.1, metadata.GetNumber("f64"));
        Assert.True(metadata.GetBoolean("yes"));
        Assert.False(metadata.GetBoolean("no"));
        Assert.Equal("grüße 😀", metadata.GetString("text"));
        Assert.Equal(string.Empty, metadata.GetString("none"));
        Assert.Equal(["a", string.Empty, "▁b"], Texts(metadata.GetStrings("strings")!));
        Assert.Equal([1, -2, int.MaxValue], metadata.GetInt32Array("ints")!);
        Assert.Empty(Texts(metadata.GetStrings("last")!));
        Assert.Equal(GgufType.Array, metadata.TypeOf("floats"));
        Assert.Equal(18, metadata.Keys.Count);
    }

    private static IEnumerable<string> Texts(ByteStrings strings) =>
        Enumerable.Range(0, strings.Count).Select(i => Encoding.UTF8.GetString(strings[i]));

    [Fact]
    public void Values_OfEveryType_ReadBack() => AssertAllTypes(Read(AllTypes().ToStream()));

    [Fact]
    public void Values_OfVersion2_ReadBack()
    {
        GgufMetadata metadata = Read(new GgufBuilder { Version = 2 }.Add("a", 1u).ToStream());

        Assert.Equal((2, 1L), (metadata.Version, metadata.GetInteger("a")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Values_FromStreamThatTrickles_ReadBack(int most) =>
        AssertAllTypes(Read(new TrickleStream(AllTypes().ToStream(), most)));

    [Fact]
    public void Values_FromMiddleOfStream_ReadBack()
    {
        var stream = new MemoryStream([1, 2, 3, .. AllTypes().ToArray(), 4, 5]) { Position = 3 };

        AssertAllTypes(Read(stream));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Values_AfterLargeSkippedArrays_ReadBack(bool seekable)
    {
        byte[] file = new GgufBuilder()
            .AddArray("bytes", 0, 300_001, new byte[300_001])
            .AddStrings("long", new string('x', 200_000), "y")
            .AddStrings("many", Enumerable.Range(0, 50_000).Select(i => new string('z', i % 5)))
            .Add("after", "here")
            .ToArray();
        Stream stream = seekable ? new MemoryStream(file) : new TrickleStream(new MemoryStream(file), 5_000);

        var metadata = GgufMetadata.Read(stream);

        Assert.Equal("here", metadata.GetString("after"));
        Assert.Equal(file.Length, metadata.Length);
    }

    [Fact]
    public void Values_KeptAcrossManyBuffers_ReadBack()
    {
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(i => new string((char)('a' + (i % 26)), i % 40)), new string('x', 150_000)];
        byte[] file = new GgufBuilder().AddStrings("strings", texts).AddInts("ints", [.. Enumerable.Range(0, 40_000)]).ToArray();

        foreach (Stream stream in new[] { new MemoryStream(file), (Stream)new TrickleStream(new MemoryStream(file), 777) })
        {
            GgufMetadata metadata = Read(stream);
            Assert.Equal(texts, Texts(metadata.GetStrings("strings")!));
            Assert.Equal(Enumerable.Range(0, 40_000), metadata.GetInt32Array("ints")!);
        }
    }

    [Fact]
    public void Getters_OfAbsentKey_GiveNull()
    {
        GgufMetadata metadata = Read(new GgufBuilder().ToStream());

        Assert.Null(metadata.GetString("x"));
        Assert.Null(metadata.GetInteger("x"));
        Assert.Null(metadata.GetNumber("x"));
        Assert.Null(metadata.GetBoolean("x"));
        Assert.Null(metadata.GetStrings("x"));
        Assert.Null(metadata.GetInt32Array("x"));
        Assert.Null(metadata.TypeOf("x"));
    }

    [Fact]
    public void Getters_OfOtherType_NameKeyAndTypes()
    {
        GgufMetadata metadata = Read(AllTypes().Add("huge", ulong.MaxValue).ToStream());

        AssertMismatch("u8", "UInt8", () => metadata.GetString("u8"));
        AssertMismatch("text", "String", () => metadata.GetInteger("text"));
        AssertMismatch("huge", "UInt64", () => metadata.GetInteger("huge"));
        AssertMismatch("u8", "UInt8", () => metadata.GetNumber("u8"));
        AssertMismatch("u8", "UInt8", () => metadata.GetBoolean("u8"));
        AssertMismatch("ints", "an array of Int32", () => metadata.GetStrings("ints"));
        AssertMismatch("floats", "an array of Float32", () => metadata.GetInt32Array("floats"));
    }

    [Fact]
    public void Getter_OfArrayNotAskedFor_IsACallersError()
    {
        var metadata = GgufMetadata.Read(AllTypes().ToStream());

        Assert.Throws<InvalidOperationException>(() => metadata.GetStrings("strings"));
        Assert.Throws<InvalidOperationException>(() => metadata.GetInt32Array("ints"));
    }

    private static void AssertMismatch(string key, string actual, Func<object?> get)
    {
        GgufException error = Assert.Throws<GgufException>(get);
        Assert.Equal(key, error.Key);
        Assert.Contains(actual, error.Problem, StringComparison.Ordinal);
    }
}
