// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>What an invoice or an order lists: a description, a quantity and a price in each row.</summary>
internal sealed record Rows(IReadOnlyList<Row> All)
{
    public decimal Total => All.Sum(row => row.Quantity * row.Price);

    public static Rows Draw(Draw draw)
    {
        var rows = new List<Row>();
        for (int count = draw.Of(1, 2, 2, 3, 3, 4); count > 0; count--)
        {
            int quantity = draw.Chance(75) ? draw.Int(1, 12) : draw.Int(1, 250);
            rows.Add(new(Description(draw, quantity), quantity, draw.Money(1, draw.Of(20, 100, 900))));
        }
        return new(rows);
    }

    /// <summary>The rows as a table or in one sentence, and what the answer says of them.</summary>
    public TaskValue Value(Draw draw, Tongue tongue, string currency, Values values)
    {
        List<(Row Row, TaskValue Price)> priced = [.. All.Select(row => (row, values.Money(row.Price)))];
        var json = new JsonArray([.. priced.Select(line => new JsonObject
        {
            ["description"] = line.Row.Description,
            ["quantity"] = line.Row.Quantity,
            ["unit_price"] = line.Price.Json.DeepClone(),
        })]);
        string each = tongue.Code switch { "de" => "je", "fr" => "l'unité", "es" => "cada uno", _ => "each" };
        return new(json, draw.Chance(65) ? Table(draw, priced, currency, each) : Inline(draw, priced, currency, each, tongue));
    }

    private static string Table(Draw draw, List<(Row Row, TaskValue Price)> lines, string currency, string each)
    {
        int style = draw.Int(0, 5);
        string pad = lines.Count == 1 ? "" : draw.Of("", "  ", "- ", "* ", "   ");
        int width = lines.Max(line => line.Row.Description.Length) + draw.Int(2, 10);
        return string.Join('\n', lines.Select(line => pad + style switch
        {
            0 => $"{line.Row.Quantity} {line.Row.Description.PadRight(width)}{line.Price.Said} {currency} {each}",
            1 => $"{line.Row.Quantity} {line.Row.Description.PadRight(width)}{line.Price.Said} {currency}",
            2 => $"{line.Row.Quantity} x {line.Row.Description}, {line.Price.Said} {currency} {each}",
            3 => $"{line.Row.Description}: {line.Row.Quantity} x {line.Price.Said} {currency}",
            4 => $"{line.Row.Quantity}x {line.Row.Description} ({currency} {line.Price.Said} {each})",
            _ => $"{line.Row.Description} | {line.Row.Quantity} | {line.Price.Said}",
        }));
    }

    private static string Inline(Draw draw, List<(Row Row, TaskValue Price)> lines, string currency, string each, Tongue tongue)
    {
        int style = draw.Int(0, 2);
        return tongue.Enumerate([.. lines.Select(line => style switch
        {
            0 => $"{line.Row.Quantity} {line.Row.Description} ({line.Price.Said} {currency} {each})",
            1 => $"{line.Row.Quantity} x {line.Row.Description} at {line.Price.Said} {currency}",
            _ => $"{line.Row.Quantity} {line.Row.Description} for {currency} {line.Price.Said} {each}",
        })]);
    }

    private static string Description(Draw draw, int quantity)
    {
        if (quantity == 1 && draw.Chance(25))
            return draw.Pick("t.service");
        string item = draw.Chance(20) ? $"{Invented.Word(draw)} {draw.Pick("t.item")}" : draw.Pick("t.item");
        string many = quantity > 1 && draw.Chance(70) && !item.EndsWith('s') ? item + "s" : item;
        return draw.Int(0, 9) switch
        {
            0 => $"{draw.Pick("t.colour")} {many}",
            1 or 2 => $"{many}, {draw.Pick(draw.Of("t.colour", "material", "adjective"))}",
            3 => $"{many} {Invented.Name(draw)}",
            _ => many,
        };
    }
}

/// <summary>One row.</summary>
internal sealed record Row(string Description, int Quantity, decimal Price);
