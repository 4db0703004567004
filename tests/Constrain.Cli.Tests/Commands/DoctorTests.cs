// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Library_IsDescribed()
    {
        Native.Require();

        CliRun run = CliRun.Of("doctor");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"(?m)^constrain +\d+\.\d+", run.Out);
        Assert.Matches(@"(?m)^runtime +\.NET \d+", run.Out);
        Assert.Matches(@"(?m)^llama\.cpp +.*llama", run.Out);
        Assert.Matches(@"(?m)^device +\S", run.Out);
        Assert.Matches(@"(?m)^model +.*tokens.*constrain-tiny\.gguf$", run.Out);
        Assert.Contains("looked for, in this order", run.Out, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Json_HasItsShape()
    {
        Native.Require();

        CliRun run = CliRun.Of("doctor", "--json");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement root = json.RootElement;
        Assert.Equal(["version", "runtime", "runtimeIdentifier", "os", "processors", "library", "probes", "model"], root.EnumerateObject().Select(member => member.Name));
        Assert.True(File.Exists(root.GetProperty("library").GetProperty("path").GetString()));
        Assert.NotEmpty(root.GetProperty("library").GetProperty("devices").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("model").GetProperty("error").ValueKind);
        JsonElement found = root.GetProperty("probes").EnumerateArray().Last();
        Assert.Equal(root.GetProperty("library").GetProperty("path").GetString(), found.GetProperty("libraryPath").GetString());
    }

    [SkippableFact]
    public void MissingEmbeddedModel_IsExitCode4()
    {
        Native.Require();

        CliRun run = CliRun.With(
            (output, error) => new CliHost { OpenInput = () => Stream.Null, Out = output, Error = error, BaseDirectory = _folder.Path }, "doctor");

        Assert.Equal(ExitCode.ModelNotLoaded, run.ExitCode);
        Assert.Contains("NOT LOADED", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void NoLibrary_IsExitCode3_AndEveryPlaceIsTold()
    {
        string nowhere = Path.Combine(_folder.Path, "libllama.so");

        (int code, string output, string error) = CliProcess.Run(["doctor"], new Dictionary<string, string> { ["CONSTRAIN_LLAMA"] = nowhere });

        Assert.Equal(((int)ExitCode.NoNativeLibrary, ""), (code, error));
        Assert.Matches(@"(?m)^llama\.cpp +NOT FOUND", output);
        Assert.Contains(nowhere, output, StringComparison.Ordinal);
    }
}
