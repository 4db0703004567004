// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests;

/// <summary>What a person sees who names the wrong file.</summary>
public sealed class InputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MissingFile_IsTold() =>
        CliRun.Of("validate", Path.Combine(_folder.Path, "no.json")).Says(ExitCode.Usage, "no.json: error Input: there is no such file; paths are relative to ");

    [Fact]
    public void Folder_IsTold() => CliRun.Of("validate", _folder.Path).Says(ExitCode.Usage, _folder.Path + ": error Input: it is a folder");

    [Fact]
    public void EmptyName_IsTold() => CliRun.Of("validate", "").Says(ExitCode.Usage, "a file name is empty");

    [Theory]
    [InlineData("empty", "it is empty", new byte[0])]
    [InlineData("blank", "it is empty", new byte[] { 32, 10 })]
    [InlineData("zero", "byte 1 is zero", new byte[] { 123, 0, 125 })]
    [InlineData("latin1", "it is not UTF-8 text", new byte[] { 34, 0xE9, 34 })]
    [InlineData("utf16", "it is UTF-16 text; save it as UTF-8", new byte[] { 0xFF, 0xFE, 123, 0 })]
    public void FileThatIsNoText_IsTold(string name, string message, byte[] bytes) =>
        CliRun.Of("validate", _folder.File(name, bytes)).Says(ExitCode.Usage, $"{name}: error Input: ", message);

    [Fact]
    public void ByteOrderMark_IsSkipped()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];
        string schema = _folder.File("s.json", [.. mark, .. "{\"type\":\"integer\"}"u8]);
        string good = _folder.File("good.json", [.. mark, .. "1"u8]), bad = _folder.File("bad.json", [.. mark, .. "x"u8]);

        CliRun run = CliRun.Of("validate", schema, good, bad);

        Assert.Equal(ExitCode.Refused, run.ExitCode);
        Assert.Contains("good.json: accepted", run.Out, StringComparison.Ordinal);
        Assert.Contains("rejected at byte 3:", run.Out, StringComparison.Ordinal);
    }
}
