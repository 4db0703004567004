// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Constrain.Examples.TinyModel.Training;

/// <summary>What a run did, as it does it: one line for every twenty steps, on the console and in a file.</summary>
internal sealed class TrainingLog : IDisposable
{
    private const int StepsPerLine = 20;
    private const int SecondsColumn = 4;
    private const string Header = "step,tokens,loss,rate,seconds,petaflop";

    private readonly StreamWriter _file;
    private readonly long _parameters;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly double _secondsBefore;
    private string _last = Header;
    private double _sum;
    private int _count;

    /// <summary>Begins a log, or goes on with that of a run that was interrupted.</summary>
    /// <param name="path">The file. What it has about later steps, which will be done again, is cut off.</param>
    /// <param name="parameters">The model's, for the operations.</param>
    /// <param name="done">Steps that the run has behind it.</param>
    /// <exception cref="IOException">The file cannot be used, or is something else than a log.</exception>
    public TrainingLog(string path, long parameters, int done)
    {
        _parameters = parameters;
        string[] before = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (before.Length > 0 && before[0] != Header)
            throw new IOException($"{path}: this is no log of a training run");
        string[] kept = [.. before.Skip(1).Where(line => StepOf(line) <= done)];
        _secondsBefore = kept.Select(SecondsOf).LastOrDefault(seconds => seconds is not null) ?? 0;
        _file = new StreamWriter(path, append: false) { AutoFlush = true };
        Line(Header);
        foreach (string line in kept)
            _file.WriteLine(_last = line);
    }

    public void Add(int step, long tokens, double loss, double rate)
    {
        (_sum, _count) = (_sum + loss, _count + 1);
        if (step % StepsPerLine != 0)
            return;
        // Six operations for each parameter and token, forward and backward; what attention adds is left out.
        double work = 6e-15 * _parameters * tokens;
        double seconds = _secondsBefore + Stopwatch.GetElapsedTime(_start).TotalSeconds;
        Line(string.Create(CultureInfo.InvariantCulture, $"{step},{tokens},{_sum / _count:F4},{rate:F3},{seconds:F0},{work:F3}"));
        (_sum, _count) = (0, 0);
    }

    /// <summary>Nothing is added for a step whose held-out loss is told already: the last one may be one of those that have it anyway.</summary>
    public void AddHeldOut(int step, double loss)
    {
        string start = string.Create(CultureInfo.InvariantCulture, $"{step},held-out,");
        if (!_last.StartsWith(start, StringComparison.Ordinal))
            Line(string.Create(CultureInfo.InvariantCulture, $"{start}{loss:F4},,,"));
    }

    /// <summary>The last line: which file this is the log of.</summary>
    public void AddHash(byte[] file) => Line($"sha256,{Convert.ToHexStringLower(SHA256.HashData(file))}");

    public void Dispose() => _file.Dispose();

    // The line of the hash has none: it was that of a file which is going to change.
    private static int StepOf(string line) =>
        int.TryParse(line.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int step) ? step : int.MaxValue;

    // Lines about held-out documents do not tell the time.
    private static double? SecondsOf(string line) =>
        line.Split(',') is { Length: > SecondsColumn } columns
        && double.TryParse(columns[SecondsColumn], NumberStyles.None, CultureInfo.InvariantCulture, out double seconds) ? seconds : null;

    private void Line(string line)
    {
        Console.WriteLine(line);
        _file.WriteLine(_last = line);
    }
}
