// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Regexes;
using FsCheck.Xunit;

namespace Constrain.Tests.Regexes;

/// <summary>A set's regex holds the UTF-8 of its members and nothing else.</summary>
/// <remarks>
/// "Nothing else" is shown by counting: the words of each length that the regex accepts are as many as the set has members of
/// that length, and each member's encoding is accepted.
/// </remarks>
[Properties(Arbitrary = [typeof(CodePointSetGenerators)], MaxTest = 200)]
public class Utf8Laws
{
    private readonly RegexBuilder _builder = new();
    private readonly Utf8 _utf8;

    public Utf8Laws() => _utf8 = new Utf8(_builder);

    [Fact]
    public void AnyChar_AcceptsEveryScalarValue_AndNothingElse()
    {
        Span<byte> bytes = stackalloc byte[4];
        for (int codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (Rune.IsValid(codePoint))
            {
                int length = new Rune(codePoint).EncodeToUtf8(bytes);
                Assert.True(Accepts(_utf8.AnyChar, bytes[..length]));
            }
        }

        Assert.Equal([0, 128, 1920, 61_440, 1_048_576], CountWords(_utf8.AnyChar));
    }

    [Theory]
    [InlineData("80")]
    [InlineData("C0 80")]
    [InlineData("C1 BF")]
    [InlineData("E0 80 80")]
    [InlineData("E0 9F BF")]
    [InlineData("ED A0 80")]
    [InlineData("ED BF BF")]
    [InlineData("F0 80 80 80")]
    [InlineData("F0 8F BF BF")]
    [InlineData("F4 90 80 80")]
    [InlineData("F5 80 80 80")]
    [InlineData("FF")]
    [InlineData("C3")]
    [InlineData("E2 82")]
    [InlineData("F0 9F 98")]
    [InlineData("61 80")]
    public void AnyText_OfMalformedBytes_IsRefused(string hex) =>
        Assert.False(Accepts(_utf8.AnyText, Convert.FromHexString(hex.Replace(" ", ""))));

    [Property]
    public void Of_AcceptsTheMembers_AndAsManyWords(AnyCodePointSet any)
    {
        Regex regex = _utf8.Of(any.Set);

        int[] expected = new int[5];
        foreach (CodePointRange range in any.Set.Ranges)
        {
            for (int length = 1; length <= 4; length++)
            {
                (int low, int high) = length switch { 1 => (0, 0x7F), 2 => (0x80, 0x7FF), 3 => (0x800, 0xFFFF), _ => (0x10000, 0x10FFFF) };
                expected[length] += Math.Max(0, Math.Min(high, range.Last) - Math.Max(low, range.First) + 1);
            }

            foreach (int member in new[] { range.First, range.Last, (range.First + range.Last) / 2 })
            {
                Assert.True(Accepts(regex, Encoding.UTF8.GetBytes(char.ConvertFromUtf32(member))), $"U+{member:X}");
            }
        }

        Assert.Equal(expected, CountWords(regex));
    }

    [Fact]
    public void Of_TheSameSet_IsTheSameObject() =>
        Assert.Same(_utf8.Of(CodePointSet.OfChars("aé")), _utf8.Of(CodePointSet.Of('a').Union(CodePointSet.Of('é'))));

    [Fact]
    public void AnyText_NeedsEightNodes() =>
        Assert.True(new RegexBuilder() is var builder && new Utf8(builder).AnyText is not null && builder.Count <= 40, "the encoding grew");

    private bool Accepts(Regex regex, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            regex = _builder.Derivative(regex, b);
        }

        return regex.IsNullable;
    }

    /// <summary>How many words of 0 to 4 bytes there are; there may be no longer one.</summary>
    private int[] CountWords(Regex regex)
    {
        var counts = new int[5];
        var states = new Dictionary<Regex, int> { [regex] = 1 };
        for (int length = 0; length < counts.Length; length++)
        {
            var next = new Dictionary<Regex, int>();
            foreach ((Regex state, int ways) in states)
            {
                counts[length] += state.IsNullable ? ways : 0;
                for (int b = 0; b < 256; b++)
                {
                    Regex derived = _builder.Derivative(state, (byte)b);
                    if (derived != _builder.Nothing)
                    {
                        next[derived] = next.GetValueOrDefault(derived) + ways;
                    }
                }
            }

            states = next;
        }

        Assert.Empty(states);
        return counts;
    }
}
