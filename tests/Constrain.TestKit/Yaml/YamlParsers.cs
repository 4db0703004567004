// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Constrain.TestKit.Differential;

namespace Constrain.TestKit.Yaml;

/// <summary>Independent YAML parsers in one long-running process: npm's <c>yaml</c> in version 1.2 and 1.1, and <c>js-yaml</c>; or PyYAML.</summary>
public sealed class YamlParsers : IDisposable
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000 };

    private readonly Process _process;

    private YamlParsers(Process process) => _process = process;

    /// <summary>Why the npm packages cannot be run here, and what to do about it; null when they can.</summary>
    public static string? Missing =>
        !Directory.Exists(Path.Combine(Oracles.Folder, "node_modules", "js-yaml-4"))
            ? $"The independent YAML parsers are not installed: run `npm ci` in {Oracles.Folder}"
            : Oracles.FindNode() is null ? "Node is not on the path"
            : null;

    /// <summary>Starts the npm packages.</summary>
    /// <exception cref="InvalidOperationException">They are <see cref="Missing"/>.</exception>
    public static YamlParsers Start() =>
        Missing is { } missing ? throw new InvalidOperationException(missing) : Start(Oracles.FindNode()!, "yaml-oracle.mjs");

    /// <summary>Starts PyYAML; where it is not installed, the first answer fails.</summary>
    /// <exception cref="InvalidOperationException">There is no Python on the path.</exception>
    public static YamlParsers StartPython() =>
        Start(Oracles.Find("python3") ?? throw new InvalidOperationException("python3 is not on the path"), "yaml-oracle.py");

    /// <summary>Asks, without waiting for the answer, which is to be taken before the next question.</summary>
    /// <param name="texts">Texts of YAML streams.</param>
    public void Ask(IEnumerable<string> texts)
    {
        var request = new JsonObject { ["texts"] = new JsonArray([.. texts.Select(t => JsonValue.Create(t))]) };
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
    }

    /// <summary>What each parser made of each text of the last question.</summary>
    public IReadOnlyList<IReadOnlyList<YamlReading>> Answer()
    {
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process of the YAML parsers ended");
        using var answer = JsonDocument.Parse(line, Deep);
        return [.. answer.RootElement.GetProperty("readings").EnumerateArray().Select(Readings)];
    }

    /// <summary>Asks and waits.</summary>
    public IReadOnlyList<YamlReading> Read(string text)
    {
        Ask([text]);
        return Answer()[0];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static YamlParsers Start(string program, string script)
    {
        var start = new ProcessStartInfo(program, script)
        {
            WorkingDirectory = Oracles.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        return new YamlParsers(Process.Start(start)!);
    }

    private static YamlReading[] Readings(JsonElement text) =>
    [
        .. text.EnumerateObject().Select(reading => reading.Value.ValueKind == JsonValueKind.Array
            ? new YamlReading(reading.Name, [.. reading.Value.EnumerateArray().Select(d => d.GetString()!)], null)
            : new YamlReading(reading.Name, null, reading.Value.GetProperty("error").GetString())),
    ];
}
