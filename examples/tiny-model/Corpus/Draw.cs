// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using Constrain.Examples.TinyModel.Corpus.Tasks;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>Draws words, numbers and dates: the random generator and the phrasebook in one hand.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="book">The lists.</param>
/// <param name="split">The side of the lists from which entries are drawn.</param>
internal sealed class Draw(SplitMix64 random, Phrasebook book, Split split = Split.Training)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _sides = new(StringComparer.Ordinal);

    public Phrasebook Book => book;

    public Split Split => split;

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both inclusive.</summary>
    public int Int(int low, int high) => low + random.Below(high - low + 1);

    public bool Chance(int percent) => random.Below(100) < percent;

    public T Of<T>(params ReadOnlySpan<T> values) => values[random.Below(values.Length)];

    /// <summary>One entry of a list, its placeholders filled from other lists.</summary>
    public string Pick(string list)
    {
        if (!_sides.TryGetValue(list, out IReadOnlyList<string>? entries))
            _sides.Add(list, entries = Splits.Of(book.Entries(list), split, entry => entry));
        return Template.Fill(entries[random.Below(entries.Count)], Word);
    }

    /// <summary>One of these texts, from this side of them if there are enough to divide.</summary>
    public string Side(IReadOnlyList<string> texts) => Side(texts, text => text);

    public T Side<T>(IReadOnlyList<T> things, Func<T, string> spelling)
    {
        // Keys, labels and headlines come in small numbers.
        IReadOnlyList<T> side = things.Count < 4 ? things : Splits.Of(things, split, spelling, shortest: 4);
        return side[random.Below(side.Count)];
    }

    /// <summary>All entries of a list, from both sides.</summary>
    public IReadOnlyList<string> Whole(string list) => book.Entries(list);

    /// <summary>A line of the list of places: city, country, its code, and the country in other languages.</summary>
    public string[] Place() => Pick("t.place").Split('=', StringSplitOptions.TrimEntries);

    public List<T> Shuffled<T>(IEnumerable<T> things)
    {
        List<T> all = [.. things];
        for (int i = all.Count - 1; i > 0; i--)
        {
            int j = random.Below(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }
        return all;
    }

    /// <summary>One entry of a list as it stands, placeholders and all.</summary>
    public string PickTemplate(string list)
    {
        IReadOnlyList<string> entries = book.Entries(list);
        return entries[random.Below(entries.Count)];
    }

    /// <summary>Different entries of a list, in the order in which they were drawn.</summary>
    public List<string> Several(string list, int low, int high)
    {
        var drawn = new List<string>();
        for (int wanted = Int(low, high), tries = 0; drawn.Count < wanted && tries < 100; tries++)
        {
            string entry = Pick(list);
            if (!drawn.Contains(entry))
                drawn.Add(entry);
        }
        return drawn;
    }

    public string FullName() => $"{Pick("given")} {Pick("family")}";

    public string Email(string name) =>
        $"{name.ToLowerInvariant().Replace(' ', Of('.', '_', '-'))}@{Pick("domain")}";

    public string Phone() => Of(
        $"+{Int(30, 95)} {Int(10, 999)} {Int(100, 999)} {Int(1000, 9999)}",
        $"0{Int(100, 999)} {Int(100000, 999999)}",
        $"({Int(200, 989)}) 555-{Int(0, 9999):D4}");

    /// <summary>An amount with two decimals between the bounds, which are in whole units.</summary>
    public decimal Money(int low, int high) => Chance(30) ? Int(low, high) + 0.00m : Int((low * 100) + 1, high * 100) / 100m;

    public DateOnly Day() => new DateOnly(2019, 1, 1).AddDays(Int(0, 3650));

    public string Date() => Dates.Iso(Day());

    public string Time() => $"{Int(6, 22):D2}:{Of(0, 15, 30, 45, Int(0, 59)):D2}";

    public string Timestamp() => $"{Date()}T{Time()}:{Int(0, 59):D2}Z";

    /// <summary>What a placeholder stands for when no scene gives it a meaning.</summary>
    public string Word(string name) => name switch
    {
        "number" => Int(2, Of(12, 100, 1000)).ToString(CultureInfo.InvariantCulture),
        "year" => Int(1850, 2026).ToString(CultureInfo.InvariantCulture),
        "date" => Dates.InWords(Day(), Int(0, 4)),
        "time" => Time(),
        "money" => string.Create(CultureInfo.InvariantCulture, $"{Money(1, 900)} {Pick("currency")}"),
        "phone" => Phone(),
        "email" => Email(FullName()),
        "ordernumber" => $"A-{Int(10000, 99999)}",
        "invoicenumber" => $"INV-{Int(2019, 2026)}-{Int(1, 9999):D4}",
        "ticketnumber" => $"#{Int(100, 99999)}",
        "flight" => $"{Of("LH", "BA", "AF", "UB", "TG")}{Int(100, 999)}",
        _ => Pick(name),
    };
}
