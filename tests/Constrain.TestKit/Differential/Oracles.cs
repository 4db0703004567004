// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.TestKit.Differential;

/// <summary>What the two independent validators say of the instances of one schema.</summary>
/// <param name="Ajv">A verdict for each instance; null when ajv could not take the schema.</param>
/// <param name="Hyperjump">As <paramref name="Ajv"/>, of @hyperjump/json-schema.</param>
/// <param name="Error">Why one of them could not.</param>
public sealed record OracleAnswer(bool[]? Ajv, bool[]? Hyperjump, string? Error);

/// <summary>How the validators go about their work.</summary>
[Flags]
public enum OracleManner
{
    /// <summary>As they come.</summary>
    Plain = 0,

    /// <summary><c>multipleOf</c> is decided by exact decimals instead of floating point.</summary>
    Exact = 1,

    /// <summary>ajv goes on after the first error.</summary>
    AllErrors = 2,

    /// <summary>A third validator, @cfworker/json-schema, stands in the place of ajv.</summary>
    Third = 4,
}

/// <summary>ajv and @hyperjump/json-schema in one long-running Node process.</summary>
public sealed class Oracles : IDisposable
{
    private readonly Process _process;

    private Oracles(Process process) => _process = process;

    /// <summary>The folder of the program and its packages.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", "Constrain.Conformance", "oracles"));

    /// <summary>Why the validators cannot be run here, and what to do about it; null when they can.</summary>
    public static string? Missing =>
        !Directory.Exists(Path.Combine(Folder, "node_modules", "ajv")) ? $"The independent validators are not installed: run `npm ci` in {Folder}"
        : FindNode() is null ? "Node is not on the path"
        : null;

    /// <summary>Starts the process.</summary>
    /// <exception cref="InvalidOperationException">They are <see cref="Missing"/>.</exception>
    public static Oracles Start()
    {
        if (Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        var start = new ProcessStartInfo(FindNode()!, "oracle.mjs")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        return new Oracles(Process.Start(start)!);
    }

    /// <summary>Asks, without waiting for the answer; answers come in the order of the questions.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="dialect">Its draft.</param>
    /// <param name="instances">Texts of JSON values.</param>
    /// <param name="manner">How the validators go about it.</param>
    public void Ask(JsonNode? schema, SchemaDialect dialect, IEnumerable<string> instances, OracleManner manner = OracleManner.Plain)
    {
        var request = new JsonObject
        {
            ["schema"] = schema?.DeepClone(),
            ["dialect"] = NameOf(dialect),
            ["instances"] = new JsonArray([.. instances.Select(i => JsonValue.Create(i))]),
            ["exact"] = manner.HasFlag(OracleManner.Exact),
            ["allErrors"] = manner.HasFlag(OracleManner.AllErrors),
            ["third"] = manner.HasFlag(OracleManner.Third),
        };
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
    }

    /// <summary>The answer to the oldest question that has none yet.</summary>
    public OracleAnswer Answer()
    {
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process of the validators ended");
        JsonElement answer = JsonDocument.Parse(line).RootElement;
        JsonElement ajv = answer.GetProperty("ajv");
        JsonElement hyperjump = answer.GetProperty("hyperjump");
        string[] errors = [.. new[] { ("ajv: ", ajv), ("hyperjump: ", hyperjump) }.Where(a => a.Item2.ValueKind == JsonValueKind.String).Select(a => a.Item1 + a.Item2.GetString())];
        return new OracleAnswer(Verdicts(ajv), Verdicts(hyperjump), errors.Length > 0 ? string.Join("; ", errors) : null);
    }

    /// <inheritdoc cref="Ask"/>
    public OracleAnswer Decide(JsonNode? schema, SchemaDialect dialect, IEnumerable<string> instances, OracleManner manner = OracleManner.Plain)
    {
        Ask(schema, dialect, instances, manner);
        return Answer();
    }

    /// <summary>How a draft is called on the command line and in case files.</summary>
    public static string NameOf(SchemaDialect dialect) => dialect switch
    {
        SchemaDialect.Draft4 => "4",
        SchemaDialect.Draft6 => "6",
        SchemaDialect.Draft7 => "7",
        SchemaDialect.Draft201909 => "2019-09",
        _ => "2020-12",
    };

    /// <summary>The draft that is called so; null when it is none.</summary>
    public static SchemaDialect? DialectOf(string name)
    {
        foreach (SchemaDialect dialect in Enum.GetValues<SchemaDialect>())
        {
            if (NameOf(dialect) == name)
            {
                return dialect;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool[]? Verdicts(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Array ? [.. answer.EnumerateArray().Select(v => v.GetBoolean())] : null;

    internal static string? FindNode() => Find("node");

    /// <summary>The full path of a program on the path; null when it is not there.</summary>
    internal static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") }).FirstOrDefault(File.Exists);

    private static string SourceFolder([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
