// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Globalization;
using Constrain.Examples.TinyModel.Training;

namespace Constrain.TinyModel.Tests.Training;

public sealed class TrainingLogTests : IDisposable
{
    private const string Header = "step,tokens,loss,rate,seconds,petaflop";
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void ResumedRun_HasEachStepOnce_AndTheTimeOfBothParts()
    {
        string[] done = ["180,2000000,0.5000,1.000,3980,0.031", "200,2200000,0.4000,1.000,4000,0.034", "200,held-out,0.9000,,,"];
        File.WriteAllLines(_path, [Header, .. done, "220,2400000,0.3000,1.000,4020,0.037", "300,held-out,0.8000,,,", "320,26000"]);

        using (var log = new TrainingLog(_path, 1_000_000, done: 200))
            Run(log, 201, 240);

        string[] lines = File.ReadAllLines(_path);
        Assert.Equal([Header, .. done], lines[..4]);
        Assert.Equal(["220", "240"], lines[4..].Select(line => line.Split(',')[0]));
        Assert.All(lines[4..], line => Assert.InRange(Seconds(line), 4000, 4019));
    }

    [Fact]
    public void RunThatGoesOnBehindItsEnd_LosesTheHashOfTheFileThatChanges()
    {
        File.WriteAllLines(_path, [Header, "20,200000,0.5000,1.000,10,0.003", "31,held-out,0.9000,,,", "sha256,00"]);

        using (var log = new TrainingLog(_path, 1_000_000, done: 31))
        {
            log.AddHeldOut(31, 0.9);
            log.AddHash("file"u8.ToArray());
        }

        Assert.Equal(
            [Header, "20,200000,0.5000,1.000,10,0.003", "31,held-out,0.9000,,,", "sha256,3b9c358f36f0a31b6ad3e14f309c7cf198ac9246e8316f9ce543d5b19ac02b80"],
            File.ReadLines(_path));
    }

    [Fact]
    public void NewRun_HasNothingOfTheOneBefore()
    {
        File.WriteAllLines(_path, [Header, "20,200000,0.5000,1.000,10,0.003", "sha256,00"]);

        using (var log = new TrainingLog(_path, 1_000_000, done: 0))
            Run(log, 1, 20);

        string[] lines = File.ReadAllLines(_path);
        Assert.Equal([Header, "20,200000,2.5000,1.000"], [lines[0], string.Join(',', lines[1].Split(',')[..4])]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void FileThatIsNoLog_IsLeftAlone()
    {
        File.WriteAllText(_path, "my only copy\n");

        Assert.Throws<IOException>(() => new TrainingLog(_path, 1, done: 0));
        Assert.Equal("my only copy\n", File.ReadAllText(_path));
    }

    private static void Run(TrainingLog log, int from, int to)
    {
        for (int step = from; step <= to; step++)
            log.Add(step, step * 10_000L, loss: 2.5, rate: 1);
    }

    private static double Seconds(string line) => double.Parse(line.Split(',')[4], CultureInfo.InvariantCulture);
}
