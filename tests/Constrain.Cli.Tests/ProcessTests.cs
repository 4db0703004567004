// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests;

/// <summary>What only a process can show: pipes, signals, bytes.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void ReadmeCommand_PrintsAnInvoice()
    {
        Native.Require();

        (int code, string output, string error) = CliProcess.Run(
            ["generate", "--schema", Repository.At("examples", "invoice", "invoice.schema.json"), "--prompt-file", Repository.At("examples", "invoice", "email.txt")]);

        Assert.Equal((0, ""), (code, error));
        using JsonDocument invoice = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.String, invoice.RootElement.GetProperty("number").ValueKind);
    }

    [Fact]
    public void Output_IsUtf8_WithoutAMark()
    {
        string cases = _folder.File("c.jsonl", """{"id":"ပုဂံ 🙂","kind":"regex","source":"a"}""");

        using Process process = CliProcess.Start(["test", cases, "--json"]);
        using var bytes = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        process.WaitForExit();

        Assert.StartsWith("{\"id\":\"ပုဂံ 🙂\",", Encoding.UTF8.GetString(bytes.ToArray()), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ReaderThatGoesAway_IsNoError()
    {
        Skip.If(OperatingSystem.IsWindows(), "bash makes the pipe");
        // More than a pipe holds, so that the tool is still writing when its reader is gone.
        string cases = _folder.File("c.jsonl", string.Concat(Enumerable.Repeat("{\"id\":\"a\",\"kind\":\"regex\",\"source\":\"a\"}\n", 4000)));

        (_, string output, string error) = CliProcess.Bash($"{CliProcess.ShellCommand} test '{cases}' --json | head -n 1; echo ${{PIPESTATUS[0]}}");

        Assert.Empty(error);
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.StartsWith("{\"id\":\"a\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(["0"], lines[1..]);
    }

    [SkippableFact]
    public void OutputThatCannotBeWritten_IsExitCode74()
    {
        Skip.IfNot(File.Exists("/dev/full"), "there is no /dev/full");

        (_, string full, string error) = CliProcess.Bash($"{CliProcess.ShellCommand} --help > /dev/full; echo $?");
        (_, string closed, _) = CliProcess.Bash($"{{ {CliProcess.ShellCommand} --help >&-; }} 2>/dev/null; echo $?");

        Assert.Equal("74\n", full);
        Assert.StartsWith("constrain: error Output: standard output cannot be written: ", error, StringComparison.Ordinal);
        Assert.Equal("74\n", closed);
    }

    [Fact]
    public void NoLibrary_IsExitCode3()
    {
        var environment = new Dictionary<string, string> { ["CONSTRAIN_LLAMA"] = Path.Combine(_folder.Path, "nowhere") };

        (int code, string output, string error) = CliProcess.Run(["generate", "--regex", "a", "--prompt", "x"], environment);

        Assert.Equal(((int)ExitCode.NoNativeLibrary, ""), (code, output));
        Assert.Contains("nowhere", error, StringComparison.Ordinal);
        Assert.Contains("'constrain doctor' tells more", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Interrupt_InTheMiddleOfADocument_IsExitCode130() =>
        // Minutes of work, so that the signal comes in its middle.
        Interrupt("generate", "--regex", "[a-z]{90000}", "--prompt", "x", "--max-tokens", "99000", "--context", "100000");

    [SkippableFact]
    public void Interrupt_InTheFirstDocumentOfAnEvaluation_IsExitCode130()
    {
        string data = _folder.File("long.jsonl", JsonSerializer.Serialize(
            new { id = "a", prompt = "x", schema = new { type = "string", minLength = 90_000 }, expected = new string('a', 90_000) }));

        Interrupt("eval", "--data", data, "--mode", "schema", "--temperature", "0", "--max-tokens", "99000", "--context", "100000");
    }

    private static void Interrupt(params string[] args)
    {
        Native.Require();
        Skip.IfNot(OperatingSystem.IsLinux(), "/proc tells when the model is being used");
        Skip.If(IgnoresInterrupts(), "this process was started with SIGINT ignored, and so are its children");
        using Process process = CliProcess.Start(args);
        WaitUntilLoaded(process);

        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        (int code, string output, string error) = CliProcess.Wait(process);

        // A process that the signal kills has this code too, but says nothing.
        Assert.Equal(((int)ExitCode.Cancelled, "", "constrain: cancelled\n"), (code, output, error));
    }

    private static void WaitUntilLoaded(Process process)
    {
        string maps = $"/proc/{process.Id}/maps";
        while (!process.HasExited && !File.ReadAllText(maps).Contains("constrain-tiny.gguf", StringComparison.Ordinal))
            Thread.Sleep(20);
    }

    private static bool IgnoresInterrupts()
    {
        string line = File.ReadLines("/proc/self/status").First(each => each.StartsWith("SigIgn:", StringComparison.Ordinal));
        ulong ignored = ulong.Parse(line["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (ignored & 2) != 0;
    }
}
