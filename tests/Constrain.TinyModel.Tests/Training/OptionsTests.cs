// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Options = Constrain.Examples.TinyModel.Training.Options;

namespace Constrain.TinyModel.Tests.Training;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("--tokens", "ten", "--tokens ten: not a whole number from 1 to 9223372036854775807")]
    [InlineData("--tokens", "0", "--tokens 0: not a whole number from 1 to 9223372036854775807")]
    [InlineData("--tokens", "-5", "--tokens -5: not a whole number from 1 to 9223372036854775807")]
    [InlineData("--tokens", "9223372036854775808", "--tokens 9223372036854775808: not a whole number from 1 to 9223372036854775807")]
    [InlineData("--threads", "0", "--threads 0: not a whole number from 1 to 1024")]
    [InlineData("--threads", "2.5", "--threads 2.5: not a whole number from 1 to 1024")]
    [InlineData("--seed", "", "--seed : not a whole number from 0 to 18446744073709551615")]
    [InlineData("--sed", "1", "--sed: there is no such option")]
    public void WrongValue_IsToldByTheNameOfItsOption(string name, string value, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Options.Parse([name, value])).Message);

    [Fact]
    public void OptionWithoutItsValue_IsToldByName() =>
        Assert.Equal("--tokens needs a value", Assert.Throws<FormatException>(() => Options.Parse(["--seed", "1", "--tokens"])).Message);

    [Fact]
    public void Values_AreThoseOfTheCommandLine()
    {
        Options options = Options.Parse(["--out", "m.gguf", "--log", "l.csv", "--state", "s.bin", "--tokens", "7", "--seed", "0", "--threads", "3"]);

        Assert.Equal(("m.gguf", "l.csv", "s.bin", 7L, 0UL, 3), (options.Out, options.Log, options.State, options.Tokens, options.Seed, options.Threads));
    }
}
