// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>Draws values of the kinds that the texts of a task name.</summary>
internal sealed class Values(Draw draw, Tongue tongue)
{
    /// <summary>One value for each field; a city and a country in one group fit together.</summary>
    public Dictionary<string, TaskValue> For(TaskTexts task)
    {
        var values = new Dictionary<string, TaskValue>(StringComparer.Ordinal);
        foreach (IGrouping<string, TaskField> group in task.Fields.GroupBy(field => field.Group))
        {
            string[] place = draw.Place();
            foreach (TaskField field in group)
                values.Add(field.Id, One(field, place));
        }
        return values;
    }

    private TaskValue One(TaskField field, string[] place) => field.Kind switch
    {
        "fullname" => Text($"{Given()} {Family()}"),
        "given" => Text(Given()),
        "family" => Text(Family()),
        "company" => Text(Company()),
        "city" => Text(draw.Chance(15) ? Invented.Name(draw) : place[0]),
        "country" => Text(place[tongue.CountryColumn]),
        "countrycode" => new(place[2], draw.Chance(80) ? place[tongue.CountryColumn] : place[2]),
        "street" => Text(Street()),
        "postcode" => Text(Pattern(draw.Of("99999", "9999", "AA9 9AA", "99-999", "999 99", "9999 AA"))),
        "email" => Text(Email()),
        "phone" => Text(Pattern(draw.Of("+99 999 9999999", "+99 99 9999 9999", "09999 999999", "(999) 555-9999", "+9 999 999 9999"))),
        "url" => Text($"https://{draw.Pick("t.domain")}/{Ascii(Invented.Word(draw))}"),
        "code" => Text(Pattern(draw.Of(field.Arguments))),
        "date" => Day(),
        "time" => Time(),
        "int" => Whole(draw.Int(Bound(field, 0), Bound(field, 1))),
        "decimal" => Decimal(draw.Int((int)(Tenths(field, 0) * 10), (int)(Tenths(field, 1) * 10)) / 10m),
        "money" => Money(Bound(field, 0), Bound(field, 1)),
        "currency" => Text(draw.Pick("t.currency")),
        "bool" => Flag(draw.Chance(50)),
        "enum" => Closed(draw.Of<string>([.. draw.Whole(field.Arguments[0])])),
        "text" => Text(Phrase(field.Arguments[0])),
        "list" => Several(field.Arguments[0]),
        "lines" => new(new JsonArray(), ""),
        _ => throw new InvalidDataException($"{field.Id}: there is no kind \"{field.Kind}\""),
    };

    private static TaskValue Text(string text) => new(JsonValue.Create(text), text);

    private static int Bound(TaskField field, int i) => int.Parse(field.Arguments[i], CultureInfo.InvariantCulture);

    private static decimal Tenths(TaskField field, int i) => decimal.Parse(field.Arguments[i], CultureInfo.InvariantCulture);

    private string Given() => draw.Chance(30) ? Invented.Name(draw) : draw.Pick("t.given");

    private string Family() => draw.Chance(45) ? Invented.Name(draw) : draw.Pick("t.family");

    private string Company() => draw.Int(0, 9) switch
    {
        < 4 => draw.Pick("t.company"),
        < 6 => $"{Invented.Name(draw)} {draw.Pick("t.companyend")}",
        < 8 => $"{Family()} {draw.Pick("t.companyend")}",
        _ => $"{Invented.Name(draw)} {draw.Of("Software", "Foods", "Logistics", "Media", "Tools", "Textiles", "Travel", "Robotics", "Furniture", "Books", "Motors", "Energy")}",
    };

    private string Street()
    {
        string name = draw.Chance(25) ? $"{Invented.Name(draw)} {draw.Of("Street", "Road", "Lane", "Avenue")}" : draw.Pick("t.streetname");
        string number = $"{draw.Int(1, 240)}{(draw.Chance(10) ? draw.Of("a", "b", "c") : "")}";
        return draw.Chance(50) ? $"{name} {number}" : $"{number} {name}";
    }

    private string Email()
    {
        string host = draw.Chance(40) ? Ascii(Invented.Word(draw)) + ".example" : draw.Pick("t.domain");
        string user = draw.Of(
            $"{Given()}.{Family()}", $"{Given()}", $"{Given()[..1]}{Family()}", draw.Of("info", "sales", "office", "contact", "support"));
        return $"{Ascii(user)}@{host}";
    }

    // Letters with marks become plain ones, as in most addresses; the rest is left out.
    public static string Ascii(string text) =>
        string.Concat(text.ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'));

    private string Pattern(string pattern) => string.Concat(pattern.Select(c => c switch
    {
        '9' => (char)('0' + draw.Int(0, 9)),
        'A' => (char)('A' + draw.Int(0, 25)),
        _ => c,
    }));

    private TaskValue Day()
    {
        DateOnly day = draw.Day();
        return new(Dates.Iso(day), tongue.Day(day, draw));
    }

    private TaskValue Time()
    {
        int hour = draw.Int(7, 21), minute = draw.Of(0, 0, 15, 30, 45, draw.Int(0, 59));
        string json = $"{hour:D2}:{minute:D2}";
        return new(json, tongue == Tongue.English && draw.Chance(25) ? $"{(hour > 12 ? hour - 12 : hour)}:{minute:D2} {(hour >= 12 ? "pm" : "am")}" : json);
    }

    private static TaskValue Whole(int number) => new(number, number.ToString(CultureInfo.InvariantCulture));

    private TaskValue Decimal(decimal number) => new(number, Said(number, "0.0"));

    /// <summary>An amount: the text may group its digits, the JSON has the same decimals.</summary>
    public TaskValue Money(int low, int high) => Money(draw.Money(low, high));

    public TaskValue Money(decimal amount)
    {
        bool whole = decimal.IsInteger(amount) && draw.Chance(50);
        decimal json = whole ? decimal.Truncate(amount) : decimal.Parse(amount.ToString("F2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return new(json, Said(json, (draw.Chance(40) ? "#,##0" : "0") + (whole ? "" : ".00")));
    }

    private string Said(decimal number, string format)
    {
        string text = number.ToString(format, CultureInfo.InvariantCulture);
        return tongue.UsesDecimalComma && draw.Chance(60) ? text.Replace(',', ' ').Replace('.', ',').Replace(' ', '.') : text;
    }

    private TaskValue Flag(bool value) => new(value, value ? tongue.Yes : tongue.No, value ? "true" : "false");

    private static TaskValue Closed(string word) => new(JsonValue.Create(word), word, word);

    private string Phrase(string list) => draw.Chance(12) && draw.Whole(list).Count > 30 ? $"{Invented.Word(draw)} {draw.Pick(list)}" : draw.Pick(list);

    private TaskValue Several(string list)
    {
        List<string> entries = draw.Several(list, 1, 4);
        return new(Json.Array(entries), tongue.Enumerate(entries));
    }
}
