// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation;

/// <summary>What it takes to tell the same in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Cases">Cases in it.</param>
/// <param name="PromptTokens">Tokens of a prompt on average, without schema and chat template.</param>
/// <param name="DocumentTokens">Tokens of the expected document on average, as compact JSON.</param>
/// <param name="PromptRatio">Tokens of a prompt against those of the same record in English, on average; null where there is none.</param>
/// <param name="DocumentRatio">The same of the expected document.</param>
internal sealed record LanguageCost(string Language, int Cases, double PromptTokens, double DocumentTokens, double? PromptRatio, double? DocumentRatio)
{
    private static readonly string[] English = ["English", "en"];

    /// <summary>All languages of some cases, the cheapest first; none where no case tells its language.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="count">Counts the tokens of a text.</param>
    public static IReadOnlyList<LanguageCost> All(IEnumerable<PreparedCase> cases, Func<string, int> count)
    {
        Told[] told =
        [
            .. cases.Where(each => each.Case.Language is not null).Select(each => new Told(
                each.Case.Language!, each.Case.Record, count(each.Case.Prompt), count(Output.Json.Compact(each.Case.Expected)))),
        ];
        Dictionary<string, Told> english = told
            .Where(each => each.Record is not null && English.Contains(each.Language, StringComparer.OrdinalIgnoreCase))
            .GroupBy(each => each.Record!).ToDictionary(same => same.Key, same => same.First());
        return
        [
            .. told.GroupBy(each => each.Language).Select(same => Of(same.Key, [.. same], english))
                .OrderBy(cost => cost.PromptRatio ?? cost.PromptTokens).ThenBy(cost => cost.Language, StringComparer.Ordinal),
        ];
    }

    private static LanguageCost Of(string language, Told[] told, Dictionary<string, Told> english)
    {
        (Told Told, Told English)[] pairs =
            [.. told.Where(each => each.Record is not null && english.ContainsKey(each.Record)).Select(each => (each, english[each.Record!]))];
        double? Ratio(Func<Told, double> of) => pairs.Length == 0 ? null : pairs.Average(pair => of(pair.Told) / of(pair.English));
        return new LanguageCost(
            language,
            told.Length,
            told.Average(each => each.Prompt),
            told.Average(each => each.Document),
            Ratio(each => each.Prompt),
            Ratio(each => each.Document));
    }

    private sealed record Told(string Language, string? Record, double Prompt, double Document);
}
