// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Cases;

namespace Constrain.Cli.Output;

/// <summary>Collects the results of cases and prints them for people: what is wrong, what is refused, how many are right.</summary>
internal sealed class CaseSummary
{
    /// <summary>Characters of a text that are shown.</summary>
    private const int ShownText = 160;

    private readonly List<CaseResult> _wrong = [];
    private readonly Dictionary<(string Code, string? Keyword), List<CaseResult>> _refused = [];
    private int _right;

    /// <summary>Whether there is no case that is wrong or refused.</summary>
    public bool AreAllRight => _wrong.Count == 0 && _refused.Count == 0;

    /// <summary>How many cases are right, wrong and refused.</summary>
    public string Counts
    {
        get
        {
            int refused = _refused.Values.Sum(each => each.Count), all = _right + _wrong.Count + refused;
            return $"{all} {(all == 1 ? "case" : "cases")}: {_right} right, {_wrong.Count} wrong, {refused} refused";
        }
    }

    public void Add(CaseResult result)
    {
        switch (result.Verdict)
        {
            case CaseVerdict.Right:
                _right++;
                break;
            case CaseVerdict.Wrong:
                _wrong.Add(result);
                break;
            default:
                (string, string?) key = (result.Error!.Code, result.Error.Keyword);
                if (!_refused.TryGetValue(key, out List<CaseResult>? same))
                {
                    _refused.Add(key, same = []);
                }

                same.Add(result);
                break;
        }
    }

    public void Write(TextWriter output)
    {
        foreach (CaseResult result in _wrong)
        {
            output.WriteLine("wrong: " + Name(result));
            if (result.Error is not null)
            {
                output.WriteLine($"  {result.Error.Code}: {result.Error.Message}");
            }

            foreach (Misjudged text in result.FalseRejects)
            {
                output.WriteLine($"  rejects accept[{text.Index}] at byte {text.Offset}: {text.Reason}");
                output.WriteLine("    " + Quote(text.Text));
            }

            foreach (Misjudged text in result.FalseAccepts)
            {
                output.WriteLine($"  accepts reject[{text.Index}]");
                output.WriteLine("    " + Quote(text.Text));
            }
        }

        foreach (((string code, string? keyword), List<CaseResult> same) in _refused.OrderByDescending(each => each.Value.Count))
        {
            output.WriteLine($"refused: {code}{(keyword is null ? "" : " " + keyword)}: {same.Count} {(same.Count == 1 ? "case" : "cases")}, such as {Name(same[0])}");
            output.WriteLine("  " + same[0].Error!.Message);
        }

        output.WriteLine(Counts);
    }

    private static string Name(CaseResult result) => result.Id == result.Place ? result.Place : $"{result.Id} ({result.Place})";

    private static string Quote(string text)
    {
        string shown = text.Length <= ShownText ? text : text[..ShownText];
        string quoted = "\"" + ReadableJson.Instance.Encode(shown) + "\"";
        return text.Length <= ShownText ? quoted : $"{quoted} and {text.Length - ShownText} more characters";
    }
}
