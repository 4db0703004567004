// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Constrain.Benchmarks.Compare;

/// <summary>Runs <c>xgrammar/measure.mjs</c> over all cases, again from the next one where a case ends or stalls the process.</summary>
internal sealed class XGrammarProcess(string package, string work, int cases)
{
    /// <summary>The exit code of the script after a case whose error it has told.</summary>
    private const int Aborted = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<XGrammarLine> _lines = [];

    /// <summary>From the tokens to a vocabulary that is ready, in microseconds.</summary>
    public double VocabularyUs { get; private set; } = double.NaN;

    public IReadOnlyList<XGrammarLine> Run()
    {
        while (_lines.Count < cases)
        {
            string? error = RunFrom(_lines.Count);
            if (double.IsNaN(VocabularyUs))
            {
                throw new InvalidOperationException("XGrammar did not start; what node said is above");
            }

            if (error is not null)
            {
                _lines.Add(new XGrammarLine(null, error, 0, 0, null, null));
            }
        }

        return _lines;
    }

    /// <returns>What went wrong with the case after the last line; null when nothing did, or the last line says it.</returns>
    private string? RunFrom(int first)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "xgrammar", "measure.mjs");
        var start = new ProcessStartInfo("node", [script, package, work, first.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        bool ready = false;
        while (true)
        {
            Task<string?> next = process.StandardOutput.ReadLineAsync();
            if (!next.Wait(Patience * (ready ? 1 : 5)))
            {
                process.Kill();
                process.WaitForExit();
                return $"no answer within {Patience.TotalSeconds} s";
            }

            if (next.Result is not { } line)
            {
                process.WaitForExit();
                return process.ExitCode is 0 or Aborted ? null : $"the process ended with exit code {process.ExitCode}";
            }

            ready = true;
            Add(JsonSerializer.Deserialize<XGrammarLine>(line, XGrammarJson.Options)!);
        }
    }

    private void Add(XGrammarLine line)
    {
        if (line.VocabularyUs is { } us)
        {
            VocabularyUs = double.IsNaN(VocabularyUs) ? us : VocabularyUs;
        }
        else
        {
            _lines.Add(line);
        }
    }
}
