// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Cli.Cases;

/// <summary>Decides one case: compiles its source and checks its texts.</summary>
internal static class CaseJudge
{
    /// <summary>Decides a case. Never throws: what goes wrong is a result, so that the other cases go on.</summary>
    /// <param name="case">The case.</param>
    /// <param name="remotes">Finds documents that the case refers to and does not have.</param>
    public static CaseResult Judge(Case @case, Func<Uri, string?>? remotes = null)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            Constraint constraint = @case.Compile(remotes);
            List<Misjudged> rejects = Misjudge(@case.Accept, constraint, shouldAccept: true);
            List<Misjudged> accepts = Misjudge(@case.Reject, constraint, shouldAccept: false);
            return new CaseResult(@case.Place, @case.Id, null, rejects, accepts, Stopwatch.GetElapsedTime(start));
        }
        catch (GrammarException e)
        {
            // That nothing satisfies a schema is a verdict on every text.
            Misjudged[] rejects = e.Error == GrammarError.Unsatisfiable
                ? [.. @case.Accept.Select((text, i) => new Misjudged(i, text, 0, "nothing satisfies the constraint"))]
                : [];
            return new CaseResult(@case.Place, @case.Id, CaseError.Of(e), rejects, [], Stopwatch.GetElapsedTime(start));
        }
        catch (CaseOptionException e)
        {
            return Failed(@case, new CaseError(CaseError.Option, e.Option, null, e.Message), start);
        }
        catch (OutOfMemoryException)
        {
            return Failed(@case, new CaseError(nameof(GrammarError.LimitExceeded), null, null, "it takes more memory than there is"), start);
        }
        catch (Exception e)
        {
            return Failed(@case, new CaseError(CaseError.Internal, null, null, $"{e.GetType().Name}: {e.Message}"), start);
        }
    }

    private static CaseResult Failed(Case @case, CaseError error, long start) =>
        CaseResult.Failed(@case.Place, @case.Id, error, Stopwatch.GetElapsedTime(start));

    private static List<Misjudged> Misjudge(IReadOnlyList<string> texts, Constraint constraint, bool shouldAccept)
    {
        var wrong = new List<Misjudged>();
        for (int i = 0; i < texts.Count; i++)
        {
            TextCheck check = constraint.Check(texts[i]);
            if (check.IsAccepted != shouldAccept)
            {
                wrong.Add(new Misjudged(i, texts[i], check.Offset, check.Reason));
            }
        }

        return wrong;
    }
}
