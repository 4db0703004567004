// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Scenes;

/// <summary>Scenes about people and where they are: person, address, company, booking, event.</summary>
internal static class People
{
    public static Scene Person(Draw draw)
    {
        string name = draw.FullName();
        return new("person", new JsonObject
        {
            ["name"] = name,
            ["age"] = draw.Int(18, 90),
            ["email"] = draw.Email(name),
            ["phone"] = draw.Phone(),
            ["job"] = draw.Pick("job"),
            ["city"] = draw.Pick("city"),
            ["country"] = draw.Pick("country"),
            ["languages"] = Json.Array(draw.Several("language", 1, 3)),
            ["hobbies"] = Json.Array(draw.Several("hobby", 1, 4)),
        }, Json.NoWords);
    }

    public static Scene Address(Draw draw) => new("address", new JsonObject
    {
        ["name"] = draw.Chance(60) ? draw.FullName() : draw.Pick("company"),
        ["street"] = draw.Pick("street"),
        ["house_number"] = draw.Int(1, 180).ToString(CultureInfo.InvariantCulture) + (draw.Chance(15) ? draw.Of("a", "b", "c") : ""),
        ["postal_code"] = draw.Of(
            $"{draw.Int(10000, 99999)}",
            $"{draw.Int(1000, 9999)}",
            $"{draw.Of("SW", "N", "EC")}{draw.Int(1, 9)} {draw.Int(1, 9)}AB"),
        ["city"] = draw.Pick("city"),
        ["country_code"] = draw.Pick("countrycode"),
    }, Json.NoWords);

    public static Scene Company(Draw draw)
    {
        string contact = draw.FullName();
        return new("company", new JsonObject
        {
            ["name"] = draw.Pick("company"),
            ["city"] = draw.Pick("city"),
            ["founded"] = draw.Int(1850, 2024),
            ["employees"] = draw.Int(2, 5000),
            ["contact"] = new JsonObject { ["name"] = contact, ["email"] = draw.Email(contact), ["phone"] = draw.Phone() },
            ["departments"] = Json.Array(draw.Several("department", 1, 4)),
            ["listed"] = draw.Chance(30),
        }, Json.NoWords);
    }

    public static Scene Booking(Draw draw)
    {
        List<string> cities = draw.Several("city", 2, 2);
        return new("booking", new JsonObject
        {
            ["traveller"] = draw.FullName(),
            ["from"] = cities[0],
            ["to"] = cities[1],
            ["date"] = draw.Date(),
            ["transport"] = draw.Pick("transport"),
            ["seats"] = draw.Int(1, 6),
            ["price"] = draw.Money(10, 900),
            ["currency"] = draw.Pick("currency"),
            ["return_date"] = draw.Chance(40) ? draw.Date() : null,
        }, Json.NoWords);
    }

    public static Scene Event(Draw draw) => new("event", new JsonObject
    {
        ["title"] = draw.Pick("eventname"),
        ["kind"] = draw.Pick("eventkind"),
        ["date"] = draw.Date(),
        ["start_time"] = draw.Time(),
        ["venue"] = draw.Pick("venue"),
        ["organiser"] = draw.FullName(),
        ["attendees"] = draw.Int(4, 900),
        ["price"] = draw.Chance(30) ? 0 : draw.Money(2, 120),
        ["public"] = draw.Chance(60),
        ["tags"] = Json.Array(draw.Several("hobby", 0, 3)),
    }, Json.NoWords);
}
