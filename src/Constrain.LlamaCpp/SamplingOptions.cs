// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>How a token is drawn from the model's distribution. The defaults are those of llama.cpp, without penalties.</summary>
/// <remarks>
/// What a constraint forbids is taken out first, then llama.cpp's samplers follow in their usual order: penalties, top-k,
/// typical, top-p, min-p, temperature, and the draw itself. The same model, prompt, seed and options draw the same tokens.
/// </remarks>
public sealed class SamplingOptions
{
    /// <summary>Seed that llama.cpp reads as "take a random one"; refused, so that a seed always reproduces.</summary>
    internal const uint ReservedSeed = 0xFFFFFFFF;

    /// <summary>Below this, dividing a logit could overflow; the draw is the most probable token long before.</summary>
    private const double LeastTemperature = 1e-6;

    /// <summary>Divides the logits: below 1 sharper, above 1 flatter; 0 always takes the most probable token.</summary>
    public double Temperature { get; init; } = 0.8;

    /// <summary>Keeps this many of the most probable tokens; 0 keeps all.</summary>
    public int TopK { get; init; } = 40;

    /// <summary>Keeps the most probable tokens that together reach this probability; 1 keeps all.</summary>
    public double TopP { get; init; } = 0.95;

    /// <summary>Keeps tokens with at least this share of the most probable one's probability; 0 keeps all.</summary>
    public double MinP { get; init; } = 0.05;

    /// <summary>Keeps the tokens of most typical information content that together reach this probability; 1 keeps all.</summary>
    public double TypicalP { get; init; } = 1;

    /// <summary>Divides the logit of tokens that occurred among the last ones (multiplies it where negative); 1 does nothing.</summary>
    public double RepeatPenalty { get; init; } = 1;

    /// <summary>Taken from a token's logit for each time that it occurred among the last ones.</summary>
    public double FrequencyPenalty { get; init; }

    /// <summary>Taken once from the logit of each token that occurred among the last ones.</summary>
    public double PresencePenalty { get; init; }

    /// <summary>How many of the last tokens the penalties look at.</summary>
    public int PenaltyWindow { get; init; } = 64;

    /// <summary>Seed of the draw, up to 0xFFFFFFFE; null takes a new one each time.</summary>
    public uint? Seed { get; init; }

    /// <summary>Always take the most probable token (after penalties), whatever the other options say.</summary>
    public bool Greedy { get; init; }

    internal bool IsGreedy => Greedy || Temperature < LeastTemperature;

    internal bool HasPenalties => PenaltyWindow > 0 && (RepeatPenalty != 1 || FrequencyPenalty != 0 || PresencePenalty != 0);

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    internal void Validate()
    {
        Require(double.IsFinite(Temperature) && Temperature >= 0, nameof(Temperature), Temperature, "0 or more");
        Require(TopK >= 0, nameof(TopK), TopK, "0 or more");
        Require(TopP is > 0 and <= 1, nameof(TopP), TopP, "more than 0, at most 1");
        Require(MinP is >= 0 and <= 1, nameof(MinP), MinP, "from 0 to 1");
        Require(TypicalP is > 0 and <= 1, nameof(TypicalP), TypicalP, "more than 0, at most 1");
        Require(double.IsFinite(RepeatPenalty) && RepeatPenalty > 0, nameof(RepeatPenalty), RepeatPenalty, "more than 0");
        Require(double.IsFinite(FrequencyPenalty), nameof(FrequencyPenalty), FrequencyPenalty, "finite");
        Require(double.IsFinite(PresencePenalty), nameof(PresencePenalty), PresencePenalty, "finite");
        Require(PenaltyWindow is >= 0 and <= 1 << 20, nameof(PenaltyWindow), PenaltyWindow, "from 0 to 1048576");
        Require(Seed != ReservedSeed, nameof(Seed), Seed, "at most 0xFFFFFFFE");
    }

    private static void Require(bool holds, string name, object? value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
    }
}
