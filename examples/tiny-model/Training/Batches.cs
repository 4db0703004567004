// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using static TorchSharp.torch;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>Some lessons of nearly one length, side by side.</summary>
internal sealed record Batch(IReadOnlyList<Lesson> Lessons)
{
    public int Tokens => Lessons.Sum(lesson => lesson.Tokens.Length);

    public (Tensor Tokens, Tensor Places, Tensor Targets) ToTensors(int padding)
    {
        int columns = Lessons.Max(lesson => lesson.Tokens.Length);
        long[] tokens = new long[Lessons.Count * columns];
        Array.Fill(tokens, padding);
        var places = new List<long>();
        var targets = new List<long>();
        foreach ((int row, Lesson lesson) in Lessons.Index())
        {
            for (int i = 0; i < lesson.Tokens.Length; i++)
                tokens[(row * columns) + i] = lesson.Tokens[i];
            foreach (int place in lesson.Places)
            {
                places.Add((row * columns) + place);
                targets.Add(lesson.Tokens[place + 1]);
            }
        }
        return (tensor(tokens, [Lessons.Count, columns]), tensor(places.ToArray()), tensor(targets.ToArray()));
    }
}

/// <summary>Sorts a stretch of lessons by length, so that little is padded, and deals the batches in random order.</summary>
internal static class Batches
{
    private const int LessonsAtOnce = 2048;

    public static IEnumerable<Batch> Of(IEnumerable<Lesson> lessons, int tokens, int longest, ulong seed)
    {
        var random = new SplitMix64(seed);
        foreach (Lesson[] stretch in lessons.Where(lesson => lesson.Tokens.Length <= longest).Chunk(LessonsAtOnce))
        {
            List<Batch> batches = [];
            var batch = new List<Lesson>();
            foreach (Lesson lesson in stretch.OrderBy(lesson => lesson.Tokens.Length))
            {
                if (batch.Count > 0 && (batch.Count + 1) * lesson.Tokens.Length > tokens)
                {
                    batches.Add(new(batch));
                    batch = [];
                }
                batch.Add(lesson);
            }
            batches.Add(new(batch));
            for (int i = batches.Count - 1; i >= 0; i--)
            {
                int j = random.Below(i + 1);
                yield return batches[j];
                batches[j] = batches[i];
            }
        }
    }
}
