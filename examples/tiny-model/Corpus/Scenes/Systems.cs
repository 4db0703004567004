// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Scenes;

/// <summary>Scenes of computers: settings, log entry, folder tree.</summary>
internal static class Systems
{
    public static Scene Settings(Draw draw)
    {
        var features = new JsonObject();
        foreach (string flag in draw.Several("flagkey", 1, 4))
            features[flag] = draw.Chance(50);
        return new("settings", new JsonObject
        {
            ["environment"] = draw.Pick("environment"),
            ["server"] = new JsonObject
            {
                ["host"] = draw.Of("localhost", "127.0.0.1", "0.0.0.0", $"{draw.Pick("service")}.example.com"),
                ["port"] = draw.Of(80, 443, 5432, 8080, 8443, 9090, draw.Int(1024, 65535)),
                ["timeout_s"] = draw.Int(1, 120),
            },
            ["log_level"] = draw.Pick("loglevel"),
            ["time_zone"] = draw.Pick("timezone"),
            ["features"] = features,
        }, Json.NoWords);
    }

    public static Scene Log(Draw draw) => new("log entry", new JsonObject
    {
        ["timestamp"] = draw.Timestamp(),
        ["level"] = draw.Pick("loglevel"),
        ["service"] = draw.Pick("service"),
        ["message"] = draw.Pick("logmessage"),
        ["code"] = draw.Of(0, 1, 2, 200, 201, 204, 301, 400, 401, 403, 404, 409, 429, 500, 502, 503),
        ["duration_ms"] = draw.Int(0, 90000) / 100m,
    }, Json.NoWords);

    public static Scene Tree(Draw draw)
    {
        JsonObject root = Folder(draw, 2);
        var names = ((JsonArray)root["children"]!).Select(child => child!["name"]!.ToString()).ToList();
        return new("folder", root, new Dictionary<string, string> { ["childtext"] = Listing.And(names) });
    }

    private static JsonObject Folder(Draw draw, int depth)
    {
        var children = new JsonArray();
        foreach (string file in draw.Several("file", 0, 3))
            children.Add(new JsonObject { ["name"] = file, ["size"] = draw.Int(0, 2_000_000) });
        if (depth > 0)
        {
            for (int i = draw.Int(0, 2); i > 0; i--)
                children.Add(Folder(draw, depth - 1));
        }
        return new JsonObject { ["name"] = draw.Pick("folder"), ["children"] = children };
    }
}
