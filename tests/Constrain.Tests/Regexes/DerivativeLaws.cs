// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;
using Constrain.TestKit;
using FsCheck.Xunit;

namespace Constrain.Tests.Regexes;

[Properties(Arbitrary = [typeof(RegexGenerators)], MaxTest = 500)]
public class DerivativeLaws
{
    private readonly RegexBuilder _builder = new();

    [Property]
    public bool Accepts_AgreesWithNaiveMatcher(AnyRegex any, AnyWord word) =>
        After(any.Term.Build(_builder), word.Bytes).IsNullable == NaiveMatcher.Accepts(any.Term, word.Bytes);

    [Property]
    public bool Constructors_KeepTheLanguage(AnyRegex any, AnyWord word) =>
        NaiveMatcher.Accepts(any.Term.Build(_builder), word.Bytes) == NaiveMatcher.Accepts(any.Term, word.Bytes);

    [Property]
    public bool Derivative_RemovesLeadingByte(AnyRegex any, AnyWord word) =>
        word.Bytes.Length == 0
        || NaiveMatcher.Accepts(_builder.Derivative(any.Term.Build(_builder), word.Bytes[0]), word.Bytes.AsSpan(1))
            == NaiveMatcher.Accepts(any.Term, word.Bytes);

    [Property]
    public void ByteClasses_PartitionTheBytes(AnyRegex any)
    {
        ByteClasses classes = _builder.ClassesOf(any.Term.Build(_builder));

        Assert.Equal(256, classes.Map.Length);
        Assert.Equal(Enumerable.Range(0, classes.Count), classes.Map.Select(c => (int)c).Distinct().Order());
        for (int i = 0; i < classes.Count; i++)
        {
            // Numbered by their smallest byte, which represents them.
            Assert.Equal(Array.IndexOf(classes.Map, (byte)i), classes.Representatives[i]);
            Assert.True(i == 0 || classes.Representatives[i - 1] < classes.Representatives[i]);
        }
    }

    [Property]
    public void ByteClasses_HoldBytesThatNoWordTellsApart(AnyRegex any, AnyWord rest)
    {
        ByteClasses classes = _builder.ClassesOf(any.Term.Build(_builder));
        foreach (byte letter in (byte[])[0, (byte)'a', (byte)'b', (byte)'c', 0x7F, 0x80, 0xFF])
        {
            byte representative = classes.Representatives[classes.Map[letter]];
            Assert.Equal(
                NaiveMatcher.Accepts(any.Term, [letter, .. rest.Bytes]),
                NaiveMatcher.Accepts(any.Term, [representative, .. rest.Bytes]));
        }
    }

    [Property]
    public void Derivatives_FromManyThreads_AgreeWithThoseOfOne(AnyRegex any, AnyWord word)
    {
        bool[] alone = Verdicts(any.Term.Build(_builder), _builder, word.Bytes);
        var shared = new RegexBuilder();
        Regex[] built = new Regex[8];
        bool[][] together = new bool[8][];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            built[i] = any.Term.Build(shared);
            together[i] = Verdicts(built[i], shared, word.Bytes);
        });

        Assert.All(built, regex => Assert.Same(built[0], regex));
        Assert.All(together, verdicts => Assert.Equal(alone, verdicts));
    }

    private static bool[] Verdicts(Regex regex, RegexBuilder builder, byte[] word)
    {
        var verdicts = new List<bool> { regex.IsNullable, Unless.TooMuch(() => builder.IsEmpty(regex)) };
        foreach (byte letter in word)
        {
            regex = builder.Derivative(regex, letter);
            verdicts.AddRange([regex.IsNullable, Unless.TooMuch(() => builder.IsEmpty(regex)), Unless.TooMuch(() => builder.MinLength(regex) < 3)]);
        }

        return [.. verdicts];
    }

    private Regex After(Regex regex, byte[] word) => word.Aggregate(regex, _builder.Derivative);
}
