// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Tests.Frontends.JsonSchema;

public sealed class SchemaLimitsTests
{
    // 2⁶⁰ ways through it; a schema that takes its time whatever the machine.
    private static readonly string Endless = "{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + string.Join(',', Enumerable.Range(0, 60).Select(
        i => $"\"d{i}\":{{\"oneOf\":[{{\"$ref\":\"#/$defs/d{i + 1}\"}},{{\"$ref\":\"#/$defs/d{i + 1}\",\"required\":[\"p{i}\"]}}]}}")) + ",\"d60\":{}}}";

    [Theory]
    [InlineData("""{"type":"null"}""", "")]
    [InlineData("""{"allOf":[{"type":"null"}]}""", "")]
    public void Length_AtTheLimit_Compiles_AndOneMoreDoesNot(string schema, string pointer)
    {
        Compile(schema, new SchemaLimits { MaxLength = schema.Length });
        Assert.Equal(pointer, Refusal(schema, new SchemaLimits { MaxLength = schema.Length - 1 }).Location?.Pointer);
    }

    [Fact]
    public void Length_OfADocumentThatIsReferredTo_IsLimitedToo()
    {
        var options = new JsonSchemaOptions { Limits = new SchemaLimits { MaxLength = 30 }, Resolve = _ => "{\"title\":\"" + new string('t', 30) + "\"}" };
        GrammarException error = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema("""{"$ref":"other.json"}""", options));
        Assert.Equal((GrammarError.LimitExceeded, "schema:///other.json"), (error.Error, error.Location?.Document?.AbsoluteUri));
    }

    [Fact]
    public void Depth_AtTheLimit_Compiles_AndOneMoreDoesNot()
    {
        Compile("""{"not":{"not":{}}}""", new SchemaLimits { MaxDepth = 3 });
        Refusal("""{"not":{"not":{}}}""", new SchemaLimits { MaxDepth = 2 });
    }

    [Fact]
    public void Schemas_AtTheLimit_Compile_AndOneMoreDoesNot()
    {
        const string Schema = """{"properties":{"a":true,"b":{}},"$defs":{"c":{},"d":{}}}""";
        Compile(Schema, new SchemaLimits { MaxSchemas = 3 });
        Assert.Equal("/properties/b", Refusal(Schema, new SchemaLimits { MaxSchemas = 2 }).Location?.Pointer);
    }

    [Fact]
    public void Patterns_AtTheLimit_Compile_AndOneMoreDoesNot()
    {
        const string Schema = """{"items":{"patternProperties":{"a":{},"b":{}}}}""";
        Compile(Schema, new SchemaLimits { MaxPatterns = 2 });
        Assert.Equal("/items/patternProperties", Refusal(Schema, new SchemaLimits { MaxPatterns = 1 }).Location?.Pointer);
    }

    [Fact]
    public void Alternatives_AtTheLimit_Compile_AndOneMoreDoesNot()
    {
        const string Schema = """{"type":"array","anyOf":[{"minItems":1,"items":{"type":"null"}},{"maxItems":2,"items":{"type":"string"}}]}""";
        Compile(Schema, new SchemaLimits { MaxAlternatives = 2 });
        Refusal(Schema, new SchemaLimits { MaxAlternatives = 1 });
    }

    [Fact]
    public void States_AreDroppedAtTheLimit_AndMadeAnew()
    {
        var options = new JsonSchemaOptions { Limits = new SchemaLimits { MaxStates = 1 } };
        Assert.True(Constraint.FromJsonSchema("""{"type":"array","items":{"enum":["abc","abd"]}}""", options).Check("""["abc","abd"]""").IsAccepted);
    }

    [Fact]
    public void Time_ThatIsPassed_IsALimit() => Refusal(Endless, new SchemaLimits { MaxTime = TimeSpan.FromMilliseconds(20) });

    [Fact]
    public void Cancellation_BeforeCompiling_CompilesNothing() =>
        Assert.Throws<OperationCanceledException>(() => Constraint.FromJsonSchema("{}", cancellationToken: new CancellationToken(true)));

    [Fact]
    public void Cancellation_WhileCompiling_StopsIt()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        var options = new JsonSchemaOptions { Limits = new SchemaLimits { MaxTime = Timeout.InfiniteTimeSpan } };
        Assert.Throws<OperationCanceledException>(() => Constraint.FromJsonSchema(Endless, options, source.Token));

        // What it left behind does no harm.
        Assert.True(Constraint.FromJsonSchema("""{"type":"object","required":["p1"]}""").Check("""{"p1":1}""").IsAccepted);
    }

    [Fact]
    public void Limits_ThatAreNone_AreArgumentErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SchemaLimits { MaxDepth = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SchemaLimits { MaxStates = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SchemaLimits { MaxTime = TimeSpan.Zero });
    }

    private static void Compile(string schema, SchemaLimits limits) => Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Limits = limits });

    private static GrammarException Refusal(string schema, SchemaLimits limits)
    {
        GrammarException error = Assert.Throws<GrammarException>(() => Compile(schema, limits));
        Assert.Equal(GrammarError.LimitExceeded, error.Error);
        return error;
    }
}
