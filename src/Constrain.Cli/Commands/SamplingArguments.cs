// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.Globalization;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Commands;

/// <summary>The options that say how a token is drawn.</summary>
internal sealed class SamplingArguments
{
    private readonly Option<double?> _temperature = Arguments.Number(
        "--temperature", "Below 1 sharper, above 1 flatter, 0 the most probable token (0.8 unless set).", "0 or more", v => v >= 0 && double.IsFinite(v));

    private readonly Option<int?> _topK = Arguments.Integer("--top-k", "Keep this many of the most probable tokens, 0 all (40 unless set).", 0);

    private readonly Option<double?> _topP = Arguments.Number(
        "--top-p", "Keep the most probable tokens that reach this probability (0.95 unless set).", "more than 0 and at most 1", v => v is > 0 and <= 1);

    private readonly Option<double?> _minP = Arguments.Number(
        "--min-p", "Keep tokens with this share of the best one's probability (0.05 unless set).", "from 0 to 1", v => v is >= 0 and <= 1);

    private readonly Option<double?> _typicalP = Arguments.Number(
        "--typical-p", "Keep the most typical tokens that reach this probability (1, all, unless set).", "more than 0 and at most 1", v => v is > 0 and <= 1);

    private readonly Option<double?> _repeat = Arguments.Number(
        "--repeat-penalty", "Makes recent tokens less probable (1, not at all, unless set).", "more than 0", v => v > 0 && double.IsFinite(v));

    private readonly Option<double?> _frequency = Arguments.Number(
        "--frequency-penalty", "The same for each time that a token occurred (0 unless set).", "a number", double.IsFinite);

    private readonly Option<double?> _presence = Arguments.Number(
        "--presence-penalty", "The same once for a token that occurred (0 unless set).", "a number", double.IsFinite);

    private readonly Option<bool> _greedy = Arguments.Flag("--greedy", "Always take the most probable token.");

    // 0xFFFFFFFF is llama.cpp's way to say "any seed".
    private readonly Option<uint?> _seed = Arguments.Parsed<uint>(
        "--seed", "N", "With the same model, prompt and options, the same document (new each time unless set).", "a whole number from 0 to 4294967294",
        (text, out value) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value != uint.MaxValue);

    /// <param name="command">The command that gets the options.</param>
    /// <param name="isSweep">Whether the command has temperatures and seeds of its own.</param>
    public SamplingArguments(Command command, bool isSweep = false)
    {
        Option[] shared = [_topK, _topP, _minP, _typicalP, _repeat, _frequency, _presence];
        foreach (Option option in isSweep ? shared : [_temperature, .. shared, _greedy, _seed])
        {
            command.Add(option);
        }
    }

    public SamplingOptions Read(ParseResult parsed) => Read(parsed, parsed.GetValue(_temperature), parsed.GetValue(_greedy), parsed.GetValue(_seed));

    /// <summary>The options at a temperature and a seed of a sweep.</summary>
    public SamplingOptions Read(ParseResult parsed, double temperature, uint seed) => Read(parsed, temperature, false, seed);

    private SamplingOptions Read(ParseResult parsed, double? temperature, bool isGreedy, uint? seed)
    {
        var defaults = new SamplingOptions();
        return new SamplingOptions
        {
            Temperature = temperature ?? defaults.Temperature,
            TopK = parsed.GetValue(_topK) ?? defaults.TopK,
            TopP = parsed.GetValue(_topP) ?? defaults.TopP,
            MinP = parsed.GetValue(_minP) ?? defaults.MinP,
            TypicalP = parsed.GetValue(_typicalP) ?? defaults.TypicalP,
            RepeatPenalty = parsed.GetValue(_repeat) ?? defaults.RepeatPenalty,
            FrequencyPenalty = parsed.GetValue(_frequency) ?? defaults.FrequencyPenalty,
            PresencePenalty = parsed.GetValue(_presence) ?? defaults.PresencePenalty,
            Greedy = isGreedy,
            Seed = seed,
        };
    }
}
