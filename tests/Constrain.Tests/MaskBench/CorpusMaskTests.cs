// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit;
using Constrain.TestKit.MaskBench;

namespace Constrain.Tests.MaskBench;

/// <summary>Masks over a real vocabulary and real schemas; the corpus benchmark does the same for all files with <c>--verify</c>.</summary>
public class CorpusMaskTests
{
    private const int MaxLength = 20_000;
    private const int Files = 24;

    private static readonly Lazy<MaskBenchCorpus?> Corpus = new(MaskBenchCorpus.Shared);

    /// <summary>Compiled anew for each instance, then shared: what another instance has learnt must change no bit.</summary>
    [SkippableTheory]
    [InlineData("vocab/ggml-vocab-llama-bpe.gguf", 0, false)]
    [InlineData("vocab/ggml-vocab-llama-bpe.gguf", 1, true)]
    [InlineData("vocab/ggml-vocab-phi-3.gguf", 2, true)]
    public void Masks_AreThePlainWalks(string model, int offset, bool shared)
    {
        Skip.IfNot(SharedData.Find(model) is { }, SharedArchives.Missing);
        Skip.IfNot(Corpus.Value is { }, SharedArchives.Missing);
        using FileStream stream = File.OpenRead(SharedData.Find(model)!);
        var vocabulary = Vocabulary.FromGguf(stream);

        int compared = Sample(Corpus.Value!, offset).Sum(file => Compare(file, vocabulary, shared));

        Assert.InRange(compared, 1_000, int.MaxValue);
    }

    private static IEnumerable<MaskBenchFile> Sample(MaskBenchCorpus corpus, int offset)
    {
        string[] names = [.. corpus.Names.Where(name => corpus.LengthOf(name) <= MaxLength)];
        int step = names.Length / Files;
        return Enumerable.Range(0, Files).Select(i => corpus.Read(names[(i * step) + (offset * step / 3)]));
    }

    /// <returns>How many masks were compared; 0 for a schema that is refused.</returns>
    private static int Compare(MaskBenchFile file, Vocabulary vocabulary, bool shared)
    {
        int compared = 0;
        try
        {
            Constraint? constraint = null;
            foreach (MaskBenchInstance instance in file.Instances)
            {
                constraint = shared && constraint is not null ? constraint : Constraint.FromJsonSchema(file.Schema);
                compared += Compare(constraint.CreateMatcher(vocabulary), GreedyTokens.Of(vocabulary, instance.Utf8.Span), file.Id);
            }
        }
        catch (GrammarException)
        {
            // Refused as unsupported; how many are is the conformance tests' business.
        }

        return compared;
    }

    private static int Compare(Matcher matcher, int[] tokens, string file)
    {
        for (int i = 0; ; i++)
        {
            TokenMask mask = matcher.Mask;
            TokenMask walked = matcher.WalkedMask;
            Assert.True(mask.Words.SequenceEqual(walked.Words), $"{file}, after {i} tokens");
            Assert.Equal(walked.Count, mask.Count);
            if (i == tokens.Length)
            {
                return i + 1;
            }

            bool allowed = mask[tokens[i]];
            Assert.Equal(allowed, matcher.TryAccept(tokens[i]));
            if (!allowed)
            {
                return i + 1;
            }
        }
    }
}
