// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Model;
using Constrain.Examples.TinyModel.Tokenizer;
using Constrain.Examples.TinyModel.Training;

namespace Constrain.TinyModel.Tests.Training;

public sealed class ScheduleTests
{
    private const ulong Seed = 11;

    // More tokens than a stretch of lessons that is sorted and dealt as a whole.
    private const long Tokens = 1_500_000;

    private static readonly BpeVocabulary Vocabulary = BpeTrainer.Train(Recipe.VocabularyTexts(Seed).Take(300), 1024);
    private static readonly Step[] Whole = [.. Schedule.Steps(Vocabulary, Seed, Tokens, done: 0)];

    [Fact]
    public void Steps_AreCountedFromOne_AndEndWithTheOneThatReachesTheTokens()
    {
        Assert.Equal(Enumerable.Range(1, Whole.Length), Whole.Select(step => step.Number));
        long sum = 0;
        Assert.All(Whole, step => Assert.Equal(sum += step.Batches.Sum(batch => batch.Tokens), step.Tokens));
        Assert.True(Whole[^2].Tokens < Tokens && Whole[^1].Tokens >= Tokens);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void ResumedRun_LearnsFromWhatTheWholeOneDoes(int done)
    {
        Assert.True(Whole.Length > done + 10);
        Step[] rest = [.. Schedule.Steps(Vocabulary, Seed, Tokens, done)];

        Assert.Equal(Whole[done..].Select(Spelled), rest.Select(Spelled));
    }

    [Fact]
    public void RunThatIsDone_HasNothingLeft() => Assert.Empty(Schedule.Steps(Vocabulary, Seed, Tokens, Whole.Length));

    [Fact]
    public void AnotherSeed_GivesOtherLessons() => Assert.NotEqual(
        Spelled(Whole[0]), Spelled(Schedule.Steps(Vocabulary, Seed + 10, 1, done: 0).First()));

    private static string Spelled(Step step) => $"{step.Number} {step.Tokens} " + string.Join(
        '|', step.Batches.SelectMany(batch => batch.Lessons).Select(lesson => $"{string.Join(',', lesson.Tokens)} {string.Join(',', lesson.Places)}"));
}
