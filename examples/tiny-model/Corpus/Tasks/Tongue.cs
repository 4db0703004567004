// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>The language of a text, with what a value needs to be written in it.</summary>
internal sealed record Tongue(string Code, string[] Months, string And, string Yes, string No, bool UsesDecimalComma)
{
    public static readonly Tongue English = new(
        "en",
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        "and", "yes", "no", UsesDecimalComma: false);

    public static readonly Tongue[] Others =
    [
        new("de",
            ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
            "und", "ja", "nein", UsesDecimalComma: true),
        new("fr",
            ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
            "et", "oui", "non", UsesDecimalComma: true),
        new("es",
            ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
            "y", "sí", "no", UsesDecimalComma: true),
    ];

    /// <summary>A name of a country in this language: a column of the list of places.</summary>
    public int CountryColumn => Code switch { "de" => 3, "fr" => 4, "es" => 5, _ => 1 };

    public string Enumerate(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "-",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {And} {parts[^1]}",
    };

    /// <summary>A day as people write it in this language.</summary>
    public string Day(DateOnly day, Draw draw)
    {
        string month = Months[day.Month - 1];
        string iso = Dates.Iso(day);
        return Code switch
        {
            "de" => draw.Of($"{day.Day}. {month} {day.Year}", $"{day.Day:D2}.{day.Month:D2}.{day.Year}", $"{day.Day}.{day.Month}.{day.Year}", iso),
            "fr" => draw.Of($"{day.Day} {month} {day.Year}", $"{day.Day} {month} {day.Year}", $"{day.Day:D2}.{day.Month:D2}.{day.Year}", iso),
            "es" => draw.Of($"{day.Day} de {month} de {day.Year}", $"{day.Day} de {month} de {day.Year}", iso),
            _ => draw.Of(
                $"{day.Day} {month} {day.Year}", $"{day.Day} {month} {day.Year}", $"{month} {day.Day}, {day.Year}",
                $"{day.Day} {month[..3]} {day.Year}", $"{day.DayOfWeek}, {day.Day} {month} {day.Year}", iso),
        };
    }
}
