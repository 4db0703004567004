// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation;

/// <summary>Picks documents that are not right: a few of each mode and each way of failing, so that one kind does not hide the others.</summary>
internal static class FailureSelection
{
    /// <summary>At most so many documents, by mode and way of failing; the same each time.</summary>
    public static IReadOnlyList<EvaluatedDocument> Pick(IReadOnlyList<EvaluatedDocument> documents, int count)
    {
        EvaluatedDocument[][] kinds =
        [
            .. documents.Where(document => !document.Judgement.IsExact)
                .GroupBy(document => (document.Trial.Mode, Kind(document.Judgement)))
                .OrderByDescending(kind => kind.Key.Mode).ThenBy(kind => kind.Key.Item2)
                .Select(kind => kind.DistinctBy(document => document.Case)
                    .OrderBy(document => document.Trial.Temperature).ThenBy(document => document.Case).ToArray()),
        ];
        var picked = new HashSet<EvaluatedDocument>(ReferenceEqualityComparer.Instance);
        for (int round = 0; picked.Count < count && kinds.Any(kind => round < kind.Length); round++)
        {
            foreach (EvaluatedDocument[] kind in kinds.Where(kind => round < kind.Length && picked.Count < count))
            {
                picked.Add(kind[round]);
            }
        }

        return [.. kinds.SelectMany(kind => kind).Where(picked.Contains)];
    }

    private static int Kind(Judgement judgement) => judgement.IsValid ? 2 : judgement.IsParsed ? 1 : 0;
}
