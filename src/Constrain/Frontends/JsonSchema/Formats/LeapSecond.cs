// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The times of RFC 3339 at a leap second, which are 23:59:60 in UTC (section 5.7): the offset follows from hour and minute.</summary>
/// <remarks>
/// Regular, but an expression would list the minutes of a day. So a state is the digits of hour and minute read so far; after
/// the last of them there are at most three offsets left, which are written as a pattern.
/// </remarks>
/// <param name="Value">The number of the digits read.</param>
/// <param name="Digits">How many were read: two of the hour, then two of the minute.</param>
/// <param name="HasColon">Whether the colon after the hour was read.</param>
internal sealed record LeapSecond(int Value, int Digits, bool HasColon) : CharState
{
    private const int MinutesOfDay = 24 * 60;

    /// <summary>Before the hour.</summary>
    public static readonly LeapSecond Start = new(0, 0, false);

    public override bool IsAccepting => false;

    public override IEnumerable<Way> Next()
    {
        if (Digits == 2 && !HasColon)
        {
            return [new Way(CodePointSet.Of(':'), this with { HasColon = true })];
        }

        int max = Digits switch { 0 => 2, 1 => Value == 2 ? 3 : 9, 2 => 5, _ => 9 };
        return Enumerable.Range(0, max + 1).Select(digit => WayOf(digit));
    }

    private Way WayOf(int digit)
    {
        CodePointSet character = CodePointSet.Of('0' + digit);
        int value = (Value * 10) + digit;
        return Digits < 3
            ? new Way(character, new LeapSecond(value, Digits + 1, HasColon))
            : new Way(character, encoding => RegexFrontend.Full(AfterMinute(value), RegexDialect.Ecma262, encoding));
    }

    /// <summary>The second and the offsets by which a local time is 23:59 in UTC.</summary>
    private static string AfterMinute(int clock)
    {
        // How far the local time is ahead of the last minute of UTC's day.
        int ahead = ((clock / 100 * 60) + (clock % 100) + 1) % MinutesOfDay;
        string behind = Offset((MinutesOfDay - ahead) % MinutesOfDay);
        return @":60(?:\.\d+)?(?:" + (ahead == 0 ? "[Zz]|" : string.Empty) + @"\+" + Offset(ahead) + "|-" + behind + ")";
    }

    private static string Offset(int minutes) => $"{minutes / 60:d2}:{minutes % 60:d2}";
}
