// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Cli.Evaluation.Metrics;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    /// <summary>A share in percent; "100" only when it is all of it, and "0" only when it is nothing.</summary>
    public static string Percent(double share)
    {
        double percent = share * 100;
        string rounded = percent.ToString(share is > 0.999 and < 1 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
        return share switch
        {
            1 => "100",
            0 => "0",
            < 1 when rounded == "100.00" => "99.99",
            > 0 when rounded == "0.0" => "<0.1",
            _ => rounded,
        };
    }

    public static string Percent(double? share) => share is double value ? Percent(value) : "–";

    /// <summary>A share in whole percent.</summary>
    public static string Whole(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>An interval of shares, in percent.</summary>
    public static string Range(Interval interval) => $"{Percent(interval.Low)} to {Percent(interval.High)}";

    /// <summary>A share with its interval, for a tooltip.</summary>
    public static string Full(Measure measure) => measure switch
    {
        { Value: null } => "nothing to measure",
        { Value: double value, Interval: Interval interval } => $"{Percent(value)} % ({Range(interval)})",
        { Value: double value } => $"{Percent(value)} %",
    };

    /// <summary>A number of three digits or so.</summary>
    public static string Short(double? value) => value switch
    {
        null => "–",
        >= 100 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
    };

    /// <summary>A number beside an axis.</summary>
    public static string Tick(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Temperature(double temperature) => temperature.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A name of several words for a mode.</summary>
    public static string Name(OutputMode mode) => mode switch
    {
        OutputMode.Unconstrained => "unconstrained",
        OutputMode.Json => "JSON only",
        _ => "schema",
    };
}
