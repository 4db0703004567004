// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Commands;

public class InspectTests
{
    private static readonly string Model = Path.Combine(AppContext.BaseDirectory, "models", "constrain-tiny.gguf");

    [Theory]
    [InlineData("[a-c]{2}x?|é", "", "after       nothing\nmay end     no; 2 more bytes at the least\nnext        a to c, and characters beyond ASCII\n")]
    [InlineData("[a-c]{2}x?|é", "ab", "after       'ab'\nmay end     yes\nnext        x\n")]
    [InlineData("[a-c]{2}x?|é", "abx", "after       'abx'\nmay end     yes\nnext        nothing\n")]
    [InlineData("key: (yes|no)[ \\n]", "k", "after       'k'\nmay end     no; 7 more bytes at the least\nmust go on  'ey: '\nnext        e\n")]
    [InlineData("a\\n[ \\t.-]", "a\n", "after       'a\\n'\nmay end     no; 1 more bytes at the least\nnext        a tab, a space, -, .\n")]
    public void Place_IsTold(string pattern, string after, string report)
    {
        CliRun run = CliRun.Of("inspect", "--regex", pattern, "--after", after);
        Assert.Equal((ExitCode.Ok, report, ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void Text_ThatIsRefused_SaysWhereAndWhy()
    {
        CliRun run = CliRun.WithInput("ab-", "inspect", "--regex", "[a-c]{2}x", "--after-file", "-");
        Assert.Equal((ExitCode.Refused, "after       'ab-'\nrefused     at byte 2: expected 'x'\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public void Tokens_AreThoseThatTheMatcherAllows()
    {
        CliRun run = CliRun.Of("inspect", "--regex", "[0-9]{1,2}", "--after", "4", "--vocab", Model, "--json");
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement tokens = json.RootElement.GetProperty("tokens");
        using FileStream stream = File.OpenRead(Model);
        Matcher matcher = Constraint.FromRegex("[0-9]").CreateMatcher(Vocabulary.FromGguf(stream));
        Assert.Equal(matcher.Mask.Count, tokens.GetProperty("allowed").GetInt32());
        Assert.True(tokens.GetProperty("mayEnd").GetBoolean());
        Assert.Equal("0123456789", json.RootElement.GetProperty("next").GetString());
    }

    [Fact]
    public void TwoTexts_AreRefused() =>
        CliRun.Of("inspect", "--regex", "a", "--after", "a", "--after-file", "x").Says(ExitCode.Usage, "--after and --after-file exclude each other");

    [Fact]
    public void NoModel_IsRefused() =>
        CliRun.Of("inspect", "--regex", "a", "--vocab", Path.Combine(AppContext.BaseDirectory, "none.gguf")).Says(ExitCode.ModelNotLoaded, "error Model");
}
