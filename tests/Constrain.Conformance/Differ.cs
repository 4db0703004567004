// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.TestKit.Differential;

namespace Constrain.Conformance;

/// <summary>Compares this library with two independent validators over random schemas and instances, and prints what was found.</summary>
internal static class Differ
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs with options as words: <c>--pairs N --seed S --from I --schemas N --shrink N --slow MS --dialect D</c>.</summary>
    /// <returns>0 when there is nothing unexplained, 1 when there is, 2 when the options are not understood.</returns>
    public static int Execute(string[] options)
    {
        int pairs = 10_000, seed = 1, from = 0, schemas = int.MaxValue, shrink = 12, slow = 0;
        SchemaDialect? dialect = null;
        for (int i = 0; i < options.Length; i += 2)
        {
            string value = i + 1 < options.Length ? options[i + 1] : string.Empty;
            bool understood = options[i] switch
            {
                "--pairs" => int.TryParse(value, CultureInfo.InvariantCulture, out pairs),
                "--seed" => int.TryParse(value, CultureInfo.InvariantCulture, out seed),
                "--from" => int.TryParse(value, CultureInfo.InvariantCulture, out from),
                "--schemas" => int.TryParse(value, CultureInfo.InvariantCulture, out schemas),
                "--shrink" => int.TryParse(value, CultureInfo.InvariantCulture, out shrink),
                "--slow" => int.TryParse(value, CultureInfo.InvariantCulture, out slow),
                "--dialect" => (dialect = Oracles.DialectOf(value)) is not null,
                _ => false,
            };
            if (!understood)
            {
                Console.Error.WriteLine($"not understood: {options[i]} {value}");
                return 2;
            }
        }

        if (Oracles.Missing is { } missing)
        {
            Console.Error.WriteLine(missing);
            return 1;
        }

        using Oracles oracles = Oracles.Start();
        var run = new DifferentialRun(oracles, seed) { Dialect = dialect, MaxShrunk = shrink, MaxTime = slow > 0 ? TimeSpan.FromMilliseconds(slow) : TimeSpan.MaxValue };
        string? last = null;
        using var watch = new Timer(
            _ =>
            {
                if (run.Current == last)
                {
                    Console.Error.WriteLine($"\nstill at schema {last}");
                }

                last = run.Current;
            },
            null,
            Patience,
            Patience);
        run.Execute(pairs, from, schemas, () =>
        {
            if (run.Report.Schemas % 50 == 0)
            {
                Console.Error.Write($"\r{run.Report.Schemas} schemas, {run.Report.Pairs} pairs, {run.Report.Findings.Count} findings ");
            }
        });
        Console.Error.WriteLine();

        foreach (Finding finding in run.Report.Findings.Take(Math.Max(shrink, 1) * 2))
        {
            Console.WriteLine(finding);
            Console.WriteLine();
        }

        Console.Write(run.Report);
        Console.WriteLine($"seed {seed}; one schema again: --seed {seed}{(dialect is { } d ? " --dialect " + Oracles.NameOf(d) : string.Empty)} --from NUMBER --schemas 1");
        return run.Report.Findings.Count == 0 ? 0 : 1;
    }
}
