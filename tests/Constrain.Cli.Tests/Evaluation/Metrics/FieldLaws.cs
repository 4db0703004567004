// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json;
using Constrain.Cli.Evaluation.Metrics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Constrain.Cli.Tests.Evaluation.Metrics;

public class FieldLaws
{
    [Property(Arbitrary = [typeof(Documents)])]
    public void F1_OfADocumentWithItself_IsOne(Written document)
    {
        FieldCounts counts = FieldCounts.Of(document.Leaves, document.Leaves);

        Assert.Equal(1, counts.F1.Value);
        Assert.Equal((1, 1), (counts.Precision, counts.Recall));
    }

    [Property(Arbitrary = [typeof(Documents)])]
    public void F1_IsSymmetric_AndTheHarmonicMean(Written a, Written b)
    {
        FieldCounts one = FieldCounts.Of(a.Leaves, b.Leaves), other = FieldCounts.Of(b.Leaves, a.Leaves);

        Assert.Equal(one.F1, other.F1);
        Assert.Equal(one.Precision, other.Recall);
        Assert.InRange(one.F1.Value!.Value, 0, 1);
        if (one.Right > 0)
            Assert.Equal(2 / ((1 / one.Precision!.Value) + (1 / one.Recall!.Value)), one.F1.Value!.Value, 12);
    }

    [Property(Arbitrary = [typeof(Documents)])]
    public void Agreement_IsSymmetric_OneForEqualDocuments_AndWithinZeroAndOne(Written a, Written b, Written c)
    {
        double agreement = Agreement.Of([a.Leaves, b.Leaves, c.Leaves])!.Value;

        Assert.InRange(agreement, 0, 1);
        Assert.Equal(agreement, Agreement.Of([c.Leaves, a.Leaves, b.Leaves])!.Value, 12);
        Assert.Equal(1, Agreement.Of([a.Leaves, a.Leaves, a.Leaves]));
        Assert.Null(Agreement.Of([a.Leaves]));
    }

    [Fact]
    public void Agreement_CountsPairsOfDocuments_LeafByLeaf()
    {
        // "a": one pair of three agrees; "b": the two that lack it agree, and nobody else.
        double? agreement = Agreement.Of([Of("""{"a":1,"b":2}"""), Of("""{"a":1.0}"""), Of("""{"a":"1"}""")]);

        Assert.Equal(1.0 / 3, agreement!.Value, 12);
    }

    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", """{"b":"x","a":1.0}""", 2, 2, 2)]
    [InlineData("""{"a":1,"b":"x"}""", """{"a":2,"b":"x","c":null}""", 1, 2, 3)]
    [InlineData("""{"a":[]}""", """{"a":{}}""", 0, 1, 1)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", 0, 2, 2)]
    [InlineData("""{"a":{"b/c":true}}""", """{"a":{"b/c":true}}""", 1, 1, 1)]
    [InlineData("""{"a":1}""", """{"a":"1"}""", 0, 1, 1)]
    [InlineData("""{"a":1}""", """{"a":2,"a":1}""", 1, 1, 1)]
    [InlineData("""{"a":1}""", "[]", 0, 1, 1)]
    public void Counts_OfTwoDocuments(string expected, string written, int right, int ofExpected, int ofWritten) =>
        Assert.Equal(new FieldCounts(right, ofExpected, ofWritten), FieldCounts.Of(Of(expected), Of(written)));

    [Theory]
    [InlineData("1.50", "15e-1")]
    [InlineData("100", "1E2")]
    [InlineData("-0.0", "0")]
    [InlineData("1e400", "10e399")]
    [InlineData("0.10", "1e-1")]
    public void Numbers_AreEqualByValue(string a, string b) => Assert.Equal(DecimalText.Canonical(a), DecimalText.Canonical(b));

    [Property]
    public void Numbers_ThatDiffer_HaveDifferentTexts(decimal a, decimal b) =>
        Assert.Equal(a == b, DecimalText.Canonical(Text(a)) == DecimalText.Canonical(Text(b)));

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyDictionary<string, Leaf> Of(string json) => new Written(json).Leaves;

    /// <summary>A document as a model writes it.</summary>
    public sealed record Written(string Json)
    {
        internal IReadOnlyDictionary<string, Leaf> Leaves { get; } = Cli.Evaluation.Metrics.Leaves.Of(JsonDocument.Parse(Json).RootElement);
    }

    /// <summary>Small documents over few names and values, so that they often have something in common.</summary>
    public static class Documents
    {
        public static Arbitrary<Written> Any() => Value(3).Select(json => new Written(json)).ToArbitrary();

        private static Gen<string> Value(int depth) => depth == 0 ? Scalar : Gen.OneOf(
            Scalar,
            Value(depth - 1).ListOf(2).Select(items => $"[{string.Join(',', items)}]"),
            Value(depth - 1).Two().Select(pair => $$"""{"a":{{pair.Item1}},"b":{{pair.Item2}}}"""),
            Value(depth - 1).Select(value => $$"""{"c":{{value}}}"""));

        private static Gen<string> Scalar => Gen.Elements("1", "1.0", "2", "\"x\"", "\"\"", "null", "true", "{}", "[]");
    }
}
