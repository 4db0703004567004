// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Scenes;

/// <summary>Scenes about buying and selling: invoice, order, product, review.</summary>
internal static class Trade
{
    public static Scene Invoice(Draw draw)
    {
        var lines = new JsonArray();
        var phrases = new List<string>();
        decimal total = 0;
        foreach (string item in draw.Several("item", 1, 4))
        {
            int quantity = draw.Int(1, 12);
            decimal price = draw.Money(1, 180);
            total += quantity * price;
            lines.Add(new JsonObject { ["description"] = item, ["quantity"] = quantity, ["unit_price"] = price });
            string each = quantity > 1 ? " each" : "";
            phrases.Add(string.Create(CultureInfo.InvariantCulture, $"{Plural(quantity, item)} at {price}{each}"));
        }
        bool paid = draw.Chance(40);
        return new("invoice", new JsonObject
        {
            ["number"] = draw.Word("invoicenumber"),
            ["date"] = draw.Date(),
            ["currency"] = draw.Pick("currency"),
            ["seller"] = new JsonObject { ["name"] = draw.Pick("company"), ["city"] = draw.Pick("city") },
            ["buyer"] = new JsonObject
            {
                ["name"] = draw.Chance(50) ? draw.FullName() : draw.Pick("company"),
                ["city"] = draw.Pick("city"),
            },
            ["lines"] = lines,
            ["total"] = total,
            ["paid"] = paid,
            ["notes"] = draw.Chance(70) ? null : draw.Pick("invoicenote"),
        }, new Dictionary<string, string>
        {
            ["linetext"] = Listing.And(phrases),
            ["paidtext"] = paid
                ? draw.Of("The amount has been paid.", "Already paid by card, thank you.", "Paid in full.")
                : draw.Of("Please pay within 30 days.", "The amount is still open.", "Payment is due in two weeks."),
        });
    }

    public static Scene Order(Draw draw)
    {
        var items = new JsonArray();
        var phrases = new List<string>();
        foreach (string item in draw.Several("item", 1, 4))
        {
            int quantity = draw.Int(1, 9);
            items.Add(new JsonObject { ["name"] = item, ["quantity"] = quantity });
            phrases.Add(Plural(quantity, item));
        }
        return new("order", new JsonObject
        {
            ["order_id"] = draw.Word("ordernumber"),
            ["date"] = draw.Date(),
            ["customer"] = draw.FullName(),
            ["items"] = items,
            ["status"] = draw.Pick("orderstatus"),
            ["shipping"] = new JsonObject { ["method"] = draw.Pick("shippingmethod"), ["cost"] = draw.Money(0, 30) },
            ["gift"] = draw.Chance(15),
        }, new Dictionary<string, string> { ["itemtext"] = Listing.And(phrases) });
    }

    public static Scene Product(Draw draw)
    {
        List<string> colours = draw.Several("colour", 1, 4);
        return new("product", new JsonObject
        {
            ["name"] = $"{draw.Pick("adjective")} {draw.Pick("item")}",
            ["sku"] = $"{draw.Of("AB", "KX", "PR", "TL", "ZN")}-{draw.Int(100, 9999)}",
            ["category"] = draw.Pick("category"),
            ["price"] = draw.Money(2, 600),
            ["currency"] = draw.Pick("currency"),
            ["colours"] = Json.Array(colours),
            ["in_stock"] = draw.Chance(70),
            ["weight_g"] = draw.Int(20, 9000),
            ["rating"] = draw.Int(10, 50) / 10m,
            ["tags"] = Json.Array(draw.Several("tag", 0, 3)),
        }, new Dictionary<string, string> { ["colourtext"] = Listing.And(colours) });
    }

    public static Scene Review(Draw draw)
    {
        int rating = draw.Int(1, 5);
        return new("review", new JsonObject
        {
            ["product"] = draw.Pick("item"),
            ["rating"] = rating,
            ["sentiment"] = rating switch { > 3 => "positive", 3 => "mixed", _ => "negative" },
            ["topics"] = Json.Array(draw.Several("topic", 1, 3)),
            ["would_buy_again"] = rating > 3,
        }, Json.NoWords);
    }

    private static string Plural(int quantity, string item) =>
        quantity == 1 ? $"one {item}" : $"{quantity} {item}{(item.EndsWith('s') ? "" : "s")}";
}
