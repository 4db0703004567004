// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Evaluation;

/// <summary>Sums documents up.</summary>
internal static class RowBuilder
{
    /// <summary>The rows of one model: by temperature, then by mode.</summary>
    public static IReadOnlyList<EvaluationRow> Rows(string model, IReadOnlyList<PreparedCase> cases, IReadOnlyList<EvaluatedDocument> documents) =>
    [
        .. documents
            .GroupBy(document => (document.Trial.Temperature, document.Trial.Mode))
            .OrderBy(row => row.Key.Temperature).ThenBy(row => row.Key.Mode)
            .Select(row => Row(model, cases, [.. row], documents)),
    ];

    /// <summary>The scores of some documents, each set of them with the same mode and temperature.</summary>
    public static Scores Score(IReadOnlyList<EvaluatedDocument> documents)
    {
        EvaluatedDocument[][] byCase = [.. documents.GroupBy(document => document.Case).Select(same => same.ToArray())];
        return new Scores
        {
            Count = documents.Count,
            Parsed = Share(documents, judgement => judgement.IsParsed),
            Valid = Share(documents, judgement => judgement.IsValid),
            Exact = Share(documents, judgement => judgement.IsExact),
            Fields = Measure.Ratio([.. byCase.Select(F1)]),
            FieldsOfValid = Measure.Ratio([.. byCase.Select(same => F1(same.Where(document => document.Judgement.IsValid)))]),
            FieldCounts = documents.Aggregate(default(FieldCounts), (sum, document) => sum + document.Judgement.Fields),
            Hallucination = Measure.Ratio([.. byCase.Select(Ungrounded)]),
            Inconsistency = Measure.Ratio([.. byCase.Select(Inconsistency)]),
            Costs = Cost(documents),
        };
    }

    /// <summary>The share of documents whose judgement is as said.</summary>
    public static Measure Share(IEnumerable<EvaluatedDocument> documents, Predicate<Judgement> isCounted) => Measure.Share(
        [.. documents.GroupBy(document => document.Case).Select(same => new Fraction(same.Count(document => isCounted(document.Judgement)), same.Count()))]);

    private static EvaluationRow Row(
        string model, IReadOnlyList<PreparedCase> cases, IReadOnlyList<EvaluatedDocument> documents, IReadOnlyList<EvaluatedDocument> all)
    {
        Trial trial = documents[0].Trial;
        return new EvaluationRow
        {
            Model = model,
            Mode = trial.Mode,
            Temperature = trial.Temperature,
            Scores = Score(documents),
            Groups = By(documents, document => cases[document.Case].Case.Group),
            Languages = By(documents, document => cases[document.Case].Case.Language),
            AgainstUnconstrained = trial.Mode == OutputMode.Unconstrained ? null : Compare(documents, all),
        };
    }

    private static SortedDictionary<string, Scores> By(IEnumerable<EvaluatedDocument> documents, Func<EvaluatedDocument, string?> name) => new(
        documents.Where(document => name(document) is not null).GroupBy(document => name(document)!).ToDictionary(same => same.Key, same => Score([.. same])),
        StringComparer.Ordinal);

    private static Fraction F1(IEnumerable<EvaluatedDocument> documents) => Fraction.Sum(documents.Select(document => document.Judgement.Fields.F1));

    private static Fraction Ungrounded(IEnumerable<EvaluatedDocument> documents) => Fraction.Sum(
        documents.Select(document => new Fraction(document.Judgement.Ungrounded.Count, document.Judgement.Candidates)));

    // At temperature 0 the one document stands for all seeds. Else each case with two documents or more counts the same.
    private static Fraction Inconsistency(EvaluatedDocument[] documents)
    {
        IReadOnlyDictionary<string, Leaf>[] parsed =
            [.. documents.Select(document => document.Judgement).Where(judgement => judgement.IsParsed).Select(judgement => judgement.Leaves)];
        return documents[0].Trial.Temperature == 0 && parsed.Length > 0 ? new Fraction(0, 1)
            : Agreement.Of(parsed) is double agreement ? new Fraction(1 - agreement, 1)
            : default;
    }

    private static Comparison? Compare(IReadOnlyList<EvaluatedDocument> documents, IReadOnlyList<EvaluatedDocument> all)
    {
        double temperature = documents[0].Trial.Temperature;
        Dictionary<(int, uint), EvaluatedDocument> free = all
            .Where(document => document.Trial.Mode == OutputMode.Unconstrained && document.Trial.Temperature == temperature && document.Judgement.IsValid)
            .ToDictionary(document => (document.Case, document.Trial.Seed));
        EvaluatedDocument[] same = [.. documents.Where(document => free.ContainsKey((document.Case, document.Trial.Seed)))];
        (Fraction This, Fraction Free)[] byCase =
        [
            .. same.GroupBy(document => document.Case).Select(each => (F1(each), F1(each.Select(document => free[(document.Case, document.Trial.Seed)])))),
        ];
        if (Fraction.Sum(byCase.Select(each => each.This)).Value is not double these
            || Fraction.Sum(byCase.Select(each => each.Free)).Value is not double those)
        {
            return null;
        }

        Interval? interval = Bootstrap.Of(byCase.Length, sample =>
            Fraction.Sum(sample.Select(i => byCase[i].This)).Value - Fraction.Sum(sample.Select(i => byCase[i].Free)).Value);
        return new Comparison(same.Length, these, those, these - those, interval);
    }

    private static Costs Cost(IReadOnlyList<EvaluatedDocument> documents)
    {
        GenerationCost[] costs = [.. documents.Select(document => document.Generation).OfType<GenerationCost>()];
        double? Mean(Func<GenerationCost, double> of) => costs.Length == 0 ? null : costs.Average(of);
        return new Costs(
            documents.Count - costs.Length,
            costs.Count(cost => cost.Finish == FinishReason.TokenLimit),
            costs.Count(cost => cost.Finish == FinishReason.ClosedByBudget),
            Mean(cost => cost.Tokens),
            Mean(cost => cost.PromptTokens),
            Mean(cost => cost.PromptTime.TotalMilliseconds),
            Mean(cost => cost.Time.TotalMilliseconds));
    }
}
