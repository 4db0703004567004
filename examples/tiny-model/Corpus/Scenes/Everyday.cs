// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Scenes;

/// <summary>Scenes of home and office: support ticket, recipe, weather, task list.</summary>
internal static class Everyday
{
    public static Scene Ticket(Draw draw)
    {
        string name = draw.FullName();
        return new("support ticket", new JsonObject
        {
            ["id"] = draw.Word("ticketnumber"),
            ["title"] = draw.Pick("issue"),
            ["component"] = draw.Pick("component"),
            ["severity"] = draw.Pick("severity"),
            ["status"] = draw.Pick("ticketstatus"),
            ["reporter"] = new JsonObject { ["name"] = name, ["email"] = draw.Email(name) },
            ["created"] = draw.Chance(50) ? draw.Date() : draw.Timestamp(),
            ["assignee"] = draw.Chance(50) ? draw.Pick("given") : null,
            ["tags"] = Json.Array(draw.Several("component", 0, 2)),
        }, Json.NoWords);
    }

    public static Scene Recipe(Draw draw)
    {
        var ingredients = new JsonArray();
        var phrases = new List<string>();
        foreach (string ingredient in draw.Several("ingredient", 2, 6))
        {
            int amount = draw.Of(1, 2, 3, 5, 10, 50, 100, 200, 250, 500);
            string unit = draw.Pick("unit");
            ingredients.Add(new JsonObject { ["name"] = ingredient, ["amount"] = amount, ["unit"] = unit });
            phrases.Add($"{amount} {unit} {ingredient}");
        }
        return new("recipe", new JsonObject
        {
            ["title"] = draw.Pick("dish"),
            ["servings"] = draw.Int(1, 12),
            ["minutes"] = draw.Int(1, 24) * 5,
            ["vegetarian"] = draw.Chance(60),
            ["ingredients"] = ingredients,
        }, new Dictionary<string, string> { ["ingredienttext"] = Listing.And(phrases) });
    }

    public static Scene Weather(Draw draw) => new("weather report", new JsonObject
    {
        ["city"] = draw.Pick("city"),
        ["date"] = draw.Date(),
        ["condition"] = draw.Pick("weather"),
        ["temperature"] = draw.Int(-150, 390) / 10m,
        ["wind_kmh"] = draw.Int(0, 110),
        ["rain_percent"] = draw.Int(0, 20) * 5,
        ["coordinates"] = Json.Array([draw.Int(-900000, 900000) / 10000m, draw.Int(-1800000, 1800000) / 10000m]),
    }, Json.NoWords);

    public static Scene Tasks(Draw draw)
    {
        var tasks = new JsonArray();
        var phrases = new List<string>();
        foreach (string task in draw.Several("task", 1, 5))
        {
            string due = draw.Date();
            tasks.Add(new JsonObject { ["title"] = task, ["priority"] = draw.Pick("priority"), ["done"] = draw.Chance(30), ["due"] = due });
            phrases.Add(string.Create(CultureInfo.InvariantCulture, $"{task} by {Dates.InWords(Dates.Parse(due), draw.Int(0, 4))}"));
        }
        return new("task list", new JsonObject { ["owner"] = draw.Pick("given"), ["tasks"] = tasks },
            new Dictionary<string, string> { ["tasktext"] = Listing.And(phrases) });
    }
}
