// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.TestKit;
using Constrain.Vocabularies;
using FsCheck;
using FsCheck.Xunit;

namespace Constrain.Tests.Vocabularies;

/// <summary>Files that lie, end early or are something else: always a clear error, never a crash, a hang or a heap full.</summary>
public class GgufDamageTests
{
    private const ulong Absurd = 1UL << 60;

    private static byte[] Good() => new GgufBuilder()
        .Add("general.architecture", "llama").Add("a.float", 0.25f).Add("a.flag", true).Add("a.count", 7UL)
        .AddStrings("tokenizer.ggml.merges", "a b", "c d")
        .AddTokenizer("gpt2", ["a", "b", "Ġa", "<|im_end|>"], [1, 1, 1, 3])
        .AddFloats("tokenizer.ggml.scores", 0, 1, 2, 3)
        .Add("tokenizer.ggml.eos_token_id", 3u)
        .ToArray();

    private static GgufException Refused(byte[] file)
    {
        GgufException seekable = Assert.Throws<GgufException>(() => Vocabulary.FromGguf(new MemoryStream(file)));
        Assert.Throws<GgufException>(() => Vocabulary.FromGguf(new TrickleStream(new MemoryStream(file), 1000)));
        return seekable;
    }

    [Fact]
    public void Good_IsGood() => Assert.Equal(4, Vocabulary.FromGguf(new MemoryStream(Good())).Count);

    [Fact]
    public void Truncation_AtEveryByte_IsRefusedWithItsPlace()
    {
        byte[] file = Good();
        for (int length = 0; length < file.Length; length++)
        {
            GgufException error = Refused(file[..length]);
            Assert.InRange(error.Position ?? -1, 0, length);
            Assert.NotNull(error.Hint);
            Assert.Contains($"byte {error.Position}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TrailingBytes_AreNotLookedAt() =>
        Assert.Equal(4, Vocabulary.FromGguf(new MemoryStream([.. Good(), 1, 2, 3])).Count);

    [Theory]
    [InlineData("not a model", "'not '", "GGUF format")]
    [InlineData("version https://git-lfs.github.com/spec/v1", "'vers'", "git lfs pull")]
    [InlineData("<!doctype html>", "'<!do'", "web page")]
    [InlineData("PK\u0003\u0004 and so on", "bytes 504B0304", "ZIP archive")]
    [InlineData("tjgg and so on", "'tjgg'", "before August 2023")]
    [InlineData("@\0\0\0\0\0\0\0{\"__metadata__\":", "bytes 40000000", "safetensors")]
    public void Magic_OfSomethingElse_IsNamed(string start, string shown, string hint)
    {
        GgufException error = Refused(Encoding.Latin1.GetBytes(start));

        Assert.Contains(shown, error.Problem, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u, "version 0", "convert the model again")]
    [InlineData(1u, "version 1", "convert the model again")]
    [InlineData(4u, "version 4", "newer Constrain")]
    [InlineData(99u, "version 99", "newer Constrain")]
    [InlineData(0x03000000u, "big-endian", "gguf_convert_endian")]
    [InlineData(0x02000000u, "big-endian", "gguf_convert_endian")]
    public void Version_OtherThan2And3_IsNamed(uint version, string problem, string hint)
    {
        GgufException error = Refused(new GgufBuilder { Version = version }.Add("a", 1u).ToArray());

        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Lies() => new()
    {
        { "entries", new GgufBuilder { ClaimedCount = Absurd }.Add("a", 1u).ToArray() },
        { "entries", new GgufBuilder { ClaimedCount = 65_537 }.Add("a", 1u).ToArray() },
        { "tensors", new GgufBuilder { TensorCount = ulong.MaxValue }.Add("a", 1u).ToArray() },
        { "metadata", new GgufBuilder { ClaimedCount = 2 }.Add("a", 1u).ToArray() },
        { "claims", new GgufBuilder().AddRaw("a", 8, GgufBuilder.LittleEndian(Absurd, 8)).ToArray() },
        { "claims", new GgufBuilder().AddRaw("a", 8, GgufBuilder.LittleEndian(ulong.MaxValue, 8)).ToArray() },
        { "claims", new GgufBuilder().AddArray("a", 0, Absurd, [1, 2]).ToArray() },
        { "claims", new GgufBuilder().AddArray("a", 12, ulong.MaxValue, [1, 2]).ToArray() },
        { "claims", new GgufBuilder().AddArray("a", 8, Absurd, new byte[64]).ToArray() },
        { "longer", new GgufBuilder().AddArray("tokenizer.ggml.tokens", 8, Absurd, new byte[64]).ToArray() },
        { "claims", new GgufBuilder().AddArray("tokenizer.ggml.tokens", 8, 1 << 20, new byte[64]).ToArray() },
        { "longer", new GgufBuilder().AddArray("tokenizer.ggml.token_type", 5, Absurd, new byte[64]).ToArray() },
        { "claims", new GgufBuilder().AddArray("tokenizer.ggml.token_type", 5, 1 << 20, new byte[64]).ToArray() },
        { "claims", new GgufBuilder().AddArray("a", 8, 2, [.. GgufBuilder.Counted([1]), .. GgufBuilder.LittleEndian(Absurd, 8)]).ToArray() },
        { "key", new GgufBuilder().Add(string.Empty, 1u).ToArray() },
        { "key", new GgufBuilder().Add(new string('k', 65_536), 1u).ToArray() },
        { "twice", new GgufBuilder().Add("a", 1u).Add("a", 2u).ToArray() },
        { "type 13", new GgufBuilder().AddRaw("a", 13, new byte[64]).ToArray() },
        { "type 13", new GgufBuilder().AddArray("a", 13, 1, new byte[64]).ToArray() },
        { "array of arrays", new GgufBuilder().AddArray("a", 9, 1, new byte[64]).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void Lie_IsRefusedInPlace(string problem, byte[] file)
    {
        GgufException error = Refused(file);

        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.NotNull(error.Position);
        Assert.NotNull(error.Hint);
    }

    [Theory]
    [InlineData("a", 0u)]
    [InlineData("tokenizer.ggml.tokens", 8u)]
    public void Lie_OnEndlessStream_Ends(string key, uint elementType)
    {
        byte[] start = new GgufBuilder().AddArray(key, elementType, 1UL << 40, []).ToArray();

        Assert.Throws<GgufException>(() => GgufMetadata.Read(new TrickleStream(new EndlessZeros(start), 65_536), _ => true));
    }

    [Fact]
    public void Lie_AboutLength_CostsNoMemory()
    {
        byte[] file = new GgufBuilder().AddRaw("a", 8, [.. GgufBuilder.LittleEndian(200 << 20, 8), .. new byte[1000]]).ToArray();
        Refused(file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused(file);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Property(MaxTest = 3000)]
    public void Mutation_EitherLoadsOrIsRefused(NonNegativeInt place, byte value, NonNegativeInt second, byte secondValue)
    {
        byte[] file = Good();
        file[place.Get % file.Length] = value;
        file[second.Get % file.Length] ^= secondValue;
        try
        {
            _ = Vocabulary.FromGguf(new MemoryStream(file)).Trie;
        }
        catch (GgufException)
        {
            // The only exception there may be.
        }
    }

    private sealed class EndlessZeros(byte[] start) : MemoryStream(start)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            if (read > 0)
                return read;
            buffer.AsSpan(offset, count).Clear();
            return count;
        }
    }
}
