// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Constrain.Tests.Typed;

/// <summary>What no schema describes is refused by the name of the type and of the member.</summary>
public sealed class TypeSchemaRefusalTests
{
    [Flags]
    public enum Access
    {
        None,
        Read,
        Write,
    }

    public enum NoValues
    {
    }

    [Theory]
    [InlineData(typeof(Holder<object>), "'Object': it can hold anything")]
    [InlineData(typeof(Holder<Type>), "'Type': System.Text.Json cannot read it")]
    [InlineData(typeof(Holder<Action>), "'Action': System.Text.Json cannot read it")]
    [InlineData(typeof(Holder<nint>), "'IntPtr': System.Text.Json cannot read it")]
    [InlineData(typeof(Holder<int[,]>), "'Int32[,]': System.Text.Json cannot read it")]
    [InlineData(typeof(Holder<Version>), "'Version': System.Text.Json cannot read it")]
    [InlineData(typeof(Holder<BigInteger>), "'BigInteger': none of its members can be set")]
    [InlineData(typeof(Holder<(int, int)>), "'ValueTuple<Int32, Int32>': none of its members can be set")]
    [InlineData(typeof(Holder<ReadOnlyCollection<int>>), "'ReadOnlyCollection<Int32>': System.Text.Json cannot create it")]
    [InlineData(typeof(Holder<IDisposable>), "'IDisposable': it is abstract")]
    [InlineData(typeof(Holder<Access>), "'Access': the values of a [Flags] enum combine freely")]
    [InlineData(typeof(Holder<NoValues>), "'NoValues': the enum has no values")]
    [InlineData(typeof(Holder<Dictionary<double, int>>), "'Dictionary<Double, Int32>': its keys are 'Double'")]
    [InlineData(typeof(Holder<Unbound>), "'Unbound': its constructor parameter 'other' belongs to no property")]
    [InlineData(typeof(Holder<Converted>), "'Converted': OddConverter decides what its text looks like")]
    [InlineData(typeof(Holder<Undiscriminated>), "'Undiscriminated': it derives from 'Undiscriminated' without a discriminator")]
    public void Member_ThatNoSchemaDescribes_IsRefusedByName(Type type, string expected)
    {
        GrammarException error = Assert.Throws<GrammarException>(() => TypeSchema.For(type, null));
        Assert.Equal(GrammarError.Unsupported, error.Error);
        Assert.Contains("Value", error.Construct, StringComparison.Ordinal);
        Assert.StartsWith($"{error.Construct}: {expected}", error.Message, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(error.Hint));
    }

    [Theory]
    [InlineData(typeof(WithPhone), "WithPhone.Number", "[Phone] cannot be enforced")]
    [InlineData(typeof(WithRangeOnText), "WithRangeOnText.Date", "[Range] cannot be enforced")]
    [InlineData(typeof(WithLengthOnNumber), "WithLengthOnNumber.Count", "[MinLength] cannot be enforced")]
    [InlineData(typeof(WithPatternOnNumber), "WithPatternOnNumber.Count", "[RegularExpression] cannot be enforced")]
    [InlineData(typeof(WithOwnCheck), "WithOwnCheck.Count", "[Even] cannot be enforced")]
    [InlineData(typeof(WithNumberAsText), "WithNumberAsText.Count", "JsonNumberHandling.WriteAsString")]
    [InlineData(typeof(WithConverter), "WithConverter.Day", "OddConverter decides")]
    [InlineData(typeof(List<WithPhone[]>), "WithPhone.Number", "[Phone] cannot be enforced")]
    [InlineData(typeof(List<object>), "List<Object>.[]", "'Object': it can hold anything")]
    public void Annotation_ThatNoKeywordExpresses_IsRefusedByName(Type type, string construct, string expected)
    {
        GrammarException error = Assert.Throws<GrammarException>(() => TypeSchema.For(type, null));
        Assert.Equal(construct, error.Construct);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NullableRoot_IsRefused_WithTheTypeToAskFor()
    {
        GrammarException error = Assert.Throws<GrammarException>(() => TypeSchema.For<int?>());
        Assert.Equal("Nullable<Int32>: null is not a document; ask for 'Int32'", error.Message);
    }

    [Fact]
    public void RefStruct_IsRefused_WithTheCause() =>
        Assert.IsType<ArgumentException>(Assert.Throws<GrammarException>(() => TypeSchema.For(typeof(Span<int>), null)).InnerException);

    [Fact]
    public void OptionsThatAddReferences_AreRefused()
    {
        JsonSerializerOptions options = new() { ReferenceHandler = ReferenceHandler.Preserve };
        Assert.Equal("ReferenceHandler.Preserve", Assert.Throws<GrammarException>(() => TypeSchema.For<Person>(options)).Construct);
    }

    [Fact]
    public void EnumKeys_ThatAreRenamedWhenWritten_AreRefused()
    {
        JsonSerializerOptions options = new() { DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower };
        GrammarException error = Assert.Throws<GrammarException>(() => TypeSchema.For<Dictionary<StringComparison, int>>(options));
        Assert.Contains("DictionaryKeyPolicy", error.Hint, StringComparison.Ordinal);
    }

    public sealed record Holder<T>(T Value);

    public sealed class Unbound(int other)
    {
        public int Value { get; init; } = other;
    }

    [JsonConverter(typeof(OddConverter))]
    public sealed class Converted;

    [JsonDerivedType(typeof(Undiscriminated))]
    public class Undiscriminated;

    public sealed record WithPhone([Phone] string Number);

    public sealed record WithRangeOnText([Range(typeof(DateOnly), "2020-01-01", "2030-01-01")] DateOnly Date);

    public sealed record WithLengthOnNumber([MinLength(2)] int Count);

    public sealed record WithPatternOnNumber([RegularExpression("[02468]")] int Count);

    public sealed record WithOwnCheck([Even] int Count);

    public sealed record WithNumberAsText([property: JsonNumberHandling(JsonNumberHandling.WriteAsString)] int Count);

    public sealed record WithConverter([property: JsonConverter(typeof(OddConverter))] Converted Day);

    public sealed class OddConverter : JsonConverter<Converted>
    {
        public override Converted? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => null;

        public override void Write(Utf8JsonWriter writer, Converted value, JsonSerializerOptions options) => writer.WriteNullValue();
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class EvenAttribute : ValidationAttribute;
}
