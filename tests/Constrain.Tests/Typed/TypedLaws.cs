// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Constrain.TestKit;
using FsCheck.Xunit;
using NJsonSchema;

namespace Constrain.Tests.Typed;

/// <summary>A type, its schema and its reader agree.</summary>
public sealed class TypedLaws
{
    [Theory]
    [MemberData(nameof(SampleTypes.All), MemberType = typeof(SampleTypes))]
    public async Task WhateverTheSchemaAccepts_IsRead_AndWrittenBack(Type type)
    {
        SchemaOracle oracle = new(TypeSchema.For(type, null));
        JsonSchema judge = await oracle.ToNJsonSchemaAsync();
        int judged = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            string text = oracle.Sample(seed);
            object value = JsonSerializer.Deserialize(text, type, TypeSchema.DefaultOptions)!;
            string written = JsonSerializer.Serialize(value, type, TypeSchema.DefaultOptions);
            Assert.True(oracle.Accepts(Readable(written)), $"{text}\nbecame\n{written}");

            // NJsonSchema cannot compare integers beyond 64 bits.
            if (!Regex.IsMatch(written, "[0-9]{20}"))
            {
                Assert.Empty(judge.Validate(Readable(written)));
                judged++;
            }

            object again = JsonSerializer.Deserialize(written, type, TypeSchema.DefaultOptions)!;
            Assert.Equal(written, JsonSerializer.Serialize(again, type, TypeSchema.DefaultOptions));
        }

        Assert.True(judged > 5, $"only {judged} documents were judged");
    }

    [Theory]
    [MemberData(nameof(SampleTypes.All), MemberType = typeof(SampleTypes))]
    public void TheCompiledSchema_AgreesWithTheOracle_AndWhateverIsGeneratedIsRead(Type type)
    {
        string schema = TypeSchema.For(type, null);
        SchemaOracle oracle = new(schema);
        Constraint constraint = Constraint.FromJsonSchema(schema);
        Constraint inOrder = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { AnySpelling = true });
        Random random = new(1);
        for (int seed = 0; seed < 20; seed++)
        {
            object value = JsonSerializer.Deserialize(oracle.Sample(seed), type, TypeSchema.DefaultOptions)!;
            string written = JsonSerializer.Serialize(value, type, TypeSchema.DefaultOptions);
            TextCheck check = inOrder.Check(written);
            Assert.True(check.IsAccepted, $"{written}\nat {check.Offset}: {check.Reason}");

            int budget = (int)constraint.MinimumBytes + random.Next(300);
            string text = DocumentSampler.Sample(constraint, DocumentSampler.Bytes, random, budget).Text;
            Assert.True(oracle.Accepts(text), text);

            Assert.NotNull(JsonSerializer.Deserialize(text, type, TypeSchema.DefaultOptions));
        }
    }

    [Property(MaxTest = 300)]
    public void WrittenScalars_AreAccepted_AndReadBackEqual(
        double number, decimal money, char letter, string? text, Guid guid, DateTime moment, long ticks, byte[] bytes)
    {
        // Within a year of its bounds an offset can move an instant out of range; the extremes have their own test.
        long inner = (TimeSpan.TicksPerDay * 400) + Math.Abs(ticks % (DateTime.MaxValue.Ticks - (TimeSpan.TicksPerDay * 800)));
        DateTime any = new(inner, (DateTimeKind)(bytes.Length % 2));
        Scalars scalars = new()
        {
            Bool = bytes.Length % 2 == 0,
            Char = char.IsSurrogate(letter) ? '?' : letter,
            String = text is null || HasLoneSurrogate(text) ? string.Empty : text,
            Half = double.IsFinite(number) ? (Half)(number % 60000) : Half.MinValue,
            Float = float.IsFinite((float)number) ? (float)number : float.MaxValue,
            Double = double.IsFinite(number) ? number : double.MinValue,
            Decimal = money,
            Guid = guid,
            Date = DateOnly.FromDateTime(any),
            Time = TimeOnly.FromDateTime(any),
            DateTime = bytes.Length % 5 == 0 ? DateTime.SpecifyKind(moment, DateTimeKind.Unspecified) : any,
            Instant = new DateTimeOffset(inner, TimeSpan.FromMinutes(ticks % 841)),
            Span = new TimeSpan(ticks),
            Bytes = bytes,
            Optional = bytes.Length % 2 == 0 ? null : bytes.Length,
        };
        string written = JsonSerializer.Serialize(scalars, TypeSchema.DefaultOptions);
        Assert.True(ScalarsOracle.Accepts(Readable(written)), written);
        Scalars read = TypeSchema.Read<Scalars>(Encoding.UTF8.GetBytes(written));
        Assert.Equal(written, JsonSerializer.Serialize(read, TypeSchema.DefaultOptions));
        Assert.Equal((scalars.Span, scalars.Instant, scalars.Double), (read.Span, read.Instant, read.Double));
    }

    [Fact]
    public void ExtremeScalars_AreAccepted_AndReadBackEqual()
    {
        foreach (bool least in new[] { true, false })
        {
            Scalars scalars = new()
            {
                Half = least ? Half.MinValue : Half.MaxValue,
                Float = least ? float.MinValue : float.MaxValue,
                Double = least ? double.MinValue : double.MaxValue,
                Decimal = least ? decimal.MinValue : decimal.MaxValue,
                Char = least ? '\0' : '\uFFFF',
                Date = least ? DateOnly.MinValue : DateOnly.MaxValue,
                Time = least ? TimeOnly.MinValue : TimeOnly.MaxValue,
                DateTime = least ? DateTime.MinValue : DateTime.MaxValue,
                Instant = least ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue,
                Span = least ? TimeSpan.MinValue : TimeSpan.MaxValue,
            };
            string written = JsonSerializer.Serialize(scalars, TypeSchema.DefaultOptions);
            Assert.True(ScalarsOracle.Accepts(Readable(written)), written);
            Scalars read = TypeSchema.Read<Scalars>(Encoding.UTF8.GetBytes(written));
            Assert.Equal(written, JsonSerializer.Serialize(read, TypeSchema.DefaultOptions));
        }
    }

    [Theory]
    [InlineData(typeof(TimeSpan), "10675199.02:48:05.4775807", "10675199.02:48:05.4775808 10675199.02:48:06 10675199.03:00:00 24:00:00")]
    [InlineData(typeof(TimeSpan), "-10675199.02:48:05.4775808", "-10675199.02:48:05.4775809 --00:00:00 0.00:00:00 01.00:00:00")]
    [InlineData(typeof(TimeSpan), "10675198.23:59:59.9999999", "10675200.00:00:00 00:60:00 1:00:00")]
    [InlineData(typeof(TimeSpan), "10675199.02:48:05.477", "10675199.02:48:05.478 00:00:00.12345678 00:00:00.")]
    [InlineData(typeof(DateOnly), "2024-02-29", "2023-02-29 0000-01-01 2024-04-31 2024-13-01 1900-02-29 2024-00-10 24-01-01")]
    [InlineData(typeof(TimeOnly), "23:59:59.9999999", "24:00:00 23:60:00 12:00 12:00:00Z 12:00:00.12345678")]
    [InlineData(typeof(DateTimeOffset), "2024-01-01T00:00:00-14:00", "2024-01-01T00:00:00 2024-01-01T00:00:00+14:01")]
    [InlineData(typeof(DateTimeOffset), "0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+01:00 2024-01-01T23:59:60Z 2024-01-01t00:00:00Z")]
    [InlineData(typeof(DateTime), "0001-01-01T00:00:00", "0001-01-01T00:00:00+00:00 2024-01-01 2024-01-01T00:00:00z")]
    [InlineData(typeof(Guid), "01234567-89ab-CDEF-0123-456789abcdef", "{01234567-89ab-cdef-0123-456789abcdef} 0123456789abcdef")]
    [InlineData(typeof(byte[]), "QUI=", "QUJ= QQ= QQ QUJD=")]
    [InlineData(typeof(Uri), "http://a.example:65535/b%20c?d=/e#f", "http:// http://a:65536/ http://a..b/ c:/d http://a/%4 //a/b")]
    public void Text_OfAScalar_IsHeldToItsRange(Type type, string good, string bad)
    {
        SchemaOracle oracle = new(TypeSchema.For(type, null));
        Assert.True(oracle.Accepts(JsonValue.Create(good).ToJsonString()), good);
        foreach (string text in bad.Split(' '))
            Assert.False(oracle.Accepts(JsonValue.Create(text).ToJsonString()), text);
    }

    private static SchemaOracle ScalarsOracle { get; } = new(TypeSchema.For<Scalars>());

    // The oracle works on values, so an escaped '+' is a '+' to it; nothing else changes.
    private static string Readable(string json) => JsonNode.Parse(json)!.ToJsonString();

    private static bool HasLoneSurrogate(string text) => text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
