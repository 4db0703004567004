// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>Documents of invented shape: the keys come from lists by the kind of their value, nesting is random.</summary>
internal static class Invention
{
    private static readonly string[] WordLists =
        ["orderstatus", "category", "colour", "currency", "languagecode", "unit", "environment", "loglevel", "size"];

    public static JsonObject Object(Draw draw, int depth)
    {
        var members = new JsonObject();
        for (int count = draw.Int(2, 6); count > 0; count--)
            Member(members, draw, depth);
        return members;
    }

    /// <summary>The same facts in another dress: some members missing, or keys in camelCase, or wrapped in a list or an envelope.</summary>
    public static JsonNode Vary(JsonObject facts, Draw draw)
    {
        var varied = (JsonObject)facts.DeepClone();
        if (draw.Chance(30))
            varied.Remove(draw.Of<string>([.. varied.Select(member => member.Key)]));
        JsonNode node = draw.Chance(25) ? CamelCase(varied)! : varied;
        return draw.Int(0, 9) switch
        {
            0 => new JsonArray(node),
            1 => new JsonObject { [draw.Of("data", "result", "payload", "record")] = node, ["success"] = true },
            _ => node,
        };
    }

    private static void Member(JsonObject members, Draw draw, int depth)
    {
        switch (draw.Int(0, depth > 0 ? 9 : 7))
        {
            case 0 or 1:
                members[draw.Pick("textkey")] = Text(draw);
                break;
            case 2:
                members[draw.Pick("numberkey")] = draw.Money(0, 500);
                break;
            case 3:
                members[draw.Pick("integerkey")] = draw.Int(0, draw.Of(10, 100, 5000));
                break;
            case 4:
                members[draw.Pick("flagkey")] = draw.Chance(50);
                break;
            case 5:
                members[draw.Pick("datekey")] = draw.Chance(50) ? draw.Date() : draw.Timestamp();
                break;
            case 6:
                members[draw.Pick("wordkey")] = draw.Chance(10) ? null : draw.Pick(draw.Of(WordLists));
                break;
            case 7:
                members[draw.Pick("listkey")] = draw.Chance(70) || depth == 0
                    ? Json.Array(draw.Several(draw.Of("tag", "topic", "language", "file", "material", "department"), 0, 4))
                    : new JsonArray([.. Enumerable.Range(0, draw.Int(1, 3)).Select(_ => Object(draw, depth - 1))]);
                break;
            default:
                members[draw.Pick("objectkey")] = Object(draw, depth - 1);
                break;
        }
    }

    private static string Text(Draw draw) => draw.Int(0, 5) switch
    {
        0 => draw.FullName(),
        1 => draw.Pick("item"),
        2 => draw.Pick("company"),
        3 => $"/{draw.Pick("folder")}/{draw.Pick("file")}",
        4 => draw.Pick("logmessage"),
        _ => draw.Pick(draw.Of("english", "english", "german", "french", "spanish", "burmese")),
    };

    private static JsonNode? CamelCase(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(CamelCase(member.Key), CamelCase(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(CamelCase)]),
        _ => node?.DeepClone(),
    };

    private static string CamelCase(string key) =>
        string.Concat(key.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
