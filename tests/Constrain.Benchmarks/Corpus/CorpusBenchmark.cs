// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Benchmarks.Corpus;

/// <summary>Runs the measurement as often as asked, writes the lines and prints the summary.</summary>
internal static class CorpusBenchmark
{
    public static int Run(CorpusOptions options)
    {
        if (options.Repeat > 1)
        {
            return Repeat(options);
        }

        MaskCheck? check = options.Verify ? new MaskCheck() : null;
        IReadOnlyList<FileMeasurement> files = options.Mode == CorpusMode.Cold ? ColdProcess.Run(options) : SingleRun.Run(options, check);
        JsonLines.WriteFile(options.Out, files);
        if (options.Summary)
        {
            new Summary(options, [files]).Write(Console.Out);
        }

        return check is null ? 0 : Report(check);
    }

    private static int Repeat(CorpusOptions options)
    {
        int status = 0;
        var runs = new List<IReadOnlyList<FileMeasurement>>();
        for (int i = 1; i <= options.Repeat; i++)
        {
            string output = $"{options.Out}.{i}";
            using (Process process = Process.Start(SelfProcess.With(options.SingleRun(output)))!)
            {
                Console.Write(process.StandardOutput.ReadToEnd());
                process.WaitForExit();
                status = Math.Max(status, process.ExitCode);
            }

            if (!File.Exists(output))
            {
                return status;
            }

            runs.Add(JsonLines.ReadFile(output));
            File.Delete(output);
        }

        JsonLines.WriteFile(options.Out, LeastOf.Runs(runs));
        new Summary(options, runs).Write(Console.Out);
        return status;
    }

    private static int Report(MaskCheck check)
    {
        Console.WriteLine($"verify: {check.Compared} masks compared with the plain walk's, {check.Different} differ");
        foreach (string difference in check.Differences)
        {
            Console.WriteLine($"  {difference}");
        }

        return check.Different == 0 ? 0 : 1;
    }
}
