// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>The ways in which a date is written in the corpus.</summary>
internal static class Dates
{
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string InWords(DateOnly day, int style) => day.ToString(
        style switch
        {
            0 => "d MMMM yyyy",
            1 => "MMMM d, yyyy",
            2 => "dd.MM.yyyy",
            3 => "dddd, d MMMM",
            _ => "yyyy-MM-dd",
        },
        CultureInfo.InvariantCulture);

    public static DateOnly Parse(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
