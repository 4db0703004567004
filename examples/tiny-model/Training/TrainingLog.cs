// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>What a run did, as it does it: one line for every twenty steps, on the console and in a file.</summary>
internal sealed class TrainingLog : IDisposable
{
    private const int StepsPerLine = 20;
    private readonly StreamWriter _file;
    private readonly long _parameters;
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _sum;
    private int _count;

    public TrainingLog(string path, Network network)
    {
        _parameters = network.Weights.Values.Sum(weight => weight.numel());
        _file = new StreamWriter(path, append: true) { AutoFlush = true };
        Line("step,tokens,loss,rate,seconds,petaflop");
    }

    public void Add(int step, long tokens, double loss, double rate)
    {
        (_sum, _count) = (_sum + loss, _count + 1);
        if (step % StepsPerLine != 0)
            return;
        // Six operations for each parameter and token, forward and backward; what attention adds is left out.
        double work = 6e-15 * _parameters * tokens;
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{step},{tokens},{_sum / _count:F4},{rate:F3},{Stopwatch.GetElapsedTime(_start).TotalSeconds:F0},{work:F3}"));
        (_sum, _count) = (0, 0);
    }

    public void AddHeldOut(int step, double loss) => Line(string.Create(CultureInfo.InvariantCulture, $"{step},held-out,{loss:F4},,,"));

    /// <summary>The last line: which file this is the log of.</summary>
    public void AddHash(byte[] file) => Line($"sha256,{Convert.ToHexStringLower(SHA256.HashData(file))}");

    public void Dispose() => _file.Dispose();

    private void Line(string line)
    {
        Console.WriteLine(line);
        _file.WriteLine(line);
    }
}
