// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.RegularExpressions;

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>Whether dates and times that documents write as ISO 8601 stand in a text in some other way: 11 Feb 2024, 2:30 pm.</summary>
/// <param name="folded">Folded text.</param>
internal sealed partial class DateMentions(string folded)
{
    /// <summary>Words and numbers that a date may span: "11 de febrero de 2024" has five.</summary>
    private const int Span = 6;

    private readonly string[] _words = [.. WordsAndNumbers().Matches(folded).Select(match => match.Value)];

    /// <summary>Whether a value is a date, a time or both, and all of it is told. Words like "tomorrow" tell nothing here.</summary>
    public bool Tell(string value)
    {
        Match iso = Iso().Match(value);
        return iso.Success
            && (!iso.Groups["y"].Success || TellsDate(Number(iso, "y"), Number(iso, "m"), Number(iso, "d")))
            && (!iso.Groups["h"].Success || TellsTime(Number(iso, "h"), Number(iso, "min"), iso.Groups["y"].Success));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private bool TellsDate(int year, int month, int day)
    {
        bool isYearTold = Enumerable.Range(0, _words.Length).Any(i => IsYear(i, year));
        for (int first = 0; first < _words.Length; first++)
        {
            int[] near = [.. Enumerable.Range(first, Math.Min(Span, _words.Length - first))];
            foreach (int d in near.Where(i => Is(i, day)))
            {
                foreach (int m in near.Where(i => i != d && (Is(i, month) || Months.Means(_words[i], month))))
                {
                    bool isNamed = !Is(m, month);
                    if ((isNamed && isYearTold) || near.Any(i => i != d && i != m && (IsYear(i, year) || (_words[i].Length == 2 && Is(i, year % 100)))))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    // Midnight beside a date is what programs write where no time was told.
    private bool TellsTime(int hour, int minute, bool isOfDate)
    {
        int half = (hour + 11) % 12 + 1;
        return (isOfDate && hour == 0 && minute == 0) || Enumerable.Range(0, _words.Length).Any(i =>
            (Is(i, hour) && (Is(i + 1, minute) || (minute == 0 && !IsNumber(i + 1))))
            || (Is(i, half) && (IsHalf(i + 1, hour) ? minute == 0 : Is(i + 1, minute) && IsHalf(i + 2, hour))));
    }

    private bool IsHalf(int index, int hour) => index < _words.Length && _words[index].StartsWith(hour < 12 ? 'A' : 'P') && _words[index].Length <= 2;

    private bool IsYear(int index, int year) => _words[index].Length == 4 && Is(index, year);

    private bool IsNumber(int index) => index < _words.Length && char.IsAsciiDigit(_words[index][0]);

    private bool Is(int index, int number) =>
        index < _words.Length && int.TryParse(_words[index], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value == number;

    [GeneratedRegex(@"[0-9]+|[\p{L}\p{M}]+", RegexOptions.CultureInvariant)]
    private static partial Regex WordsAndNumbers();

    [GeneratedRegex("""
        ^(?: (?<y>[0-9]{4}) - (?<m>[0-9]{2}) - (?<d>[0-9]{2}) )?
         (?: (?: ^ | [T\x20] ) (?<h>[0-9]{2}) : (?<min>[0-9]{2}) (?: :[0-9]{2} (?:\.[0-9]+)? )? (?: Z | [+-][0-9]{2}:[0-9]{2} )? )?$
        """, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Iso();
}
