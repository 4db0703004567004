// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>The formats of RFC 3339, as patterns.</summary>
/// <remarks>
/// Canonical are: the years from 0001, T and Z in upper case, up to nine digits of a fraction, no leap second, and offsets of
/// fourteen hours at the most, for that is what the date types of most languages hold.
/// </remarks>
internal static class DateTimeFormats
{
    /// <summary>The days of every month of a year that is no leap year.</summary>
    private const string CommonDay =
        @"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))";

    private const string LeapYear = @"(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";

    /// <summary>full-date, with the days that each month has.</summary>
    public const string Date = @"(?:\d{4}-" + CommonDay + "|" + LeapYear + "-02-29)";

    public const string CanonicalDate =
        @"(?:(?:[1-9]\d{3}|0[1-9]\d\d|00[1-9]\d|000[1-9])-" + CommonDay
        + @"|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|0[48]|[13579][26])00)-02-29)";

    private const string Clock = @"(?:[01]\d|2[0-3]):[0-5]\d";

    /// <summary>full-time but for leap seconds, which <see cref="LeapSecond"/> adds.</summary>
    public const string Time = Clock + @":[0-5]\d(?:\.\d+)?(?:[Zz]|[+-]" + Clock + ")";

    public const string CanonicalTime = Clock + @":[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))";

    /// <summary>What is before the time in a date-time.</summary>
    public const string DateAndSeparator = Date + "[Tt]";

    public const string CanonicalDateTime = CanonicalDate + "T" + CanonicalTime;

    private const string TimeOfDuration = @"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)";

    /// <summary>Appendix A.</summary>
    public const string Duration =
        @"P(?:\d+W|(?:\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?)(?:" + TimeOfDuration + ")?|" + TimeOfDuration + ")";
}
