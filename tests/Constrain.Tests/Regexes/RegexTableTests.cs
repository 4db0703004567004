// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Tests.Regexes;

public class RegexTableTests
{
    private const int Nodes = 20_000;

    private readonly RegexBuilder _builder = new();

    [Fact]
    public void Intern_FromManyThreadsWhileItGrows_GivesOneObjectEach()
    {
        Regex a = _builder.Literal("a");
        var made = new Regex[8][];
        Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = made.Length }, thread =>
        {
            int[] order = [.. Enumerable.Range(0, Nodes)];
            new Random(thread).Shuffle(order);
            made[thread] = new Regex[Nodes];
            foreach (int i in order)
            {
                made[thread][i] = _builder.Repeat(a, i, i + 2);
            }
        });

        Assert.Equal(Nodes, made[0].Distinct().Count());
        Assert.Equal(Nodes, made[0].Select(node => node.Id).Distinct().Count());
        Assert.All(made, nodes => Assert.Equal(made[0], nodes));
    }

    [Fact]
    public void Intern_OfKnownNodes_AllocatesNothing()
    {
        Regex word = _builder.Literal("word");
        Regex other = _builder.Complement(_builder.Literal("other"));
        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _builder.Literal("word"u8);
            _builder.Concat(word, other);
            _builder.Union(word, other);
            _builder.Union(word, _builder.Epsilon, other);
            _builder.Intersect(word, other);
            _builder.Repeat(word, 2, 5);
            _builder.Derivative(_builder.Concat(_builder.Star(word), other), (byte)'w');
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        for (int i = 0; i < 100; i++)
        {
            Allocated();
        }

        Assert.Equal(0, Allocated());
    }
}
