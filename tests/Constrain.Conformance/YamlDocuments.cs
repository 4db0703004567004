// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.TestKit.Differential;
using Constrain.TestKit.Yaml;

namespace Constrain.Conformance;

/// <summary>Draws YAML documents under masks over many schemas, and has independent parsers and validators judge them.</summary>
internal static class YamlDocuments
{
    private const int Variants = 10;

    /// <summary>Schemas that are refused, or have no instance, are passed over; so many candidates for each that is wanted.</summary>
    private const int MaxCandidates = 12;

    /// <summary>Runs with options as words: <c>--documents N --schemas N --seed S --jobs N --printed N --kind written|random|real --vocab NAME,… --only NUMBER --python yes</c>.</summary>
    /// <returns>0 when nothing is wrong, 1 when something is or the parsers are missing, 2 when the options are not understood.</returns>
    public static int Execute(string[] options)
    {
        int documents = 2_000, schemas = 240, seed = 1, jobs = Environment.ProcessorCount, shown = 20, only = -1, printed = -1;
        string kind = "all", vocabularies = "small,small,small,gpt-2", python = "no";
        for (int i = 0; i < options.Length; i += 2)
        {
            string value = i + 1 < options.Length ? options[i + 1] : string.Empty;
            bool understood = options[i] switch
            {
                "--documents" => int.TryParse(value, CultureInfo.InvariantCulture, out documents),
                "--schemas" => int.TryParse(value, CultureInfo.InvariantCulture, out schemas),
                "--seed" => int.TryParse(value, CultureInfo.InvariantCulture, out seed),
                "--jobs" => int.TryParse(value, CultureInfo.InvariantCulture, out jobs),
                "--show" => int.TryParse(value, CultureInfo.InvariantCulture, out shown),
                "--only" => int.TryParse(value, CultureInfo.InvariantCulture, out only),
                "--printed" => int.TryParse(value, CultureInfo.InvariantCulture, out printed),
                "--kind" => (kind = value) is "all" or "written" or "random" or "real",
                "--vocab" => (vocabularies = value).Length > 0,
                "--python" => (python = value) is "yes" or "no",
                _ => false,
            };
            if (!understood)
            {
                Console.Error.WriteLine($"not understood: {options[i]} {value}");
                return 2;
            }
        }

        if ((YamlParsers.Missing ?? Oracles.Missing) is { } missing)
        {
            Console.Error.WriteLine(missing);
            return 1;
        }

        (string Name, Vocabulary Vocabulary)[] drawnOver = [.. vocabularies.Split(',').Select(n => (n, n == "small" ? YamlVocabulary.Small : YamlVocabulary.Real(n) ?? YamlVocabulary.Small))];
        var report = new YamlReport();
        var source = new Source(Candidates(kind, seed), schemas, only);
        int each = (documents + schemas - 1) / Math.Max(schemas, 1);
        Thread[] threads = [.. Enumerable.Range(0, jobs).Select(job => new Thread(
            () => Work(source, report, seed, job, each, (printed < 0 ? documents / 10 : printed) / jobs, drawnOver, python == "yes"),
            64 << 20))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Console.Error.WriteLine();
        foreach (YamlFinding finding in report.Findings.Take(shown))
        {
            Console.WriteLine(finding);
            Console.WriteLine();
        }

        Console.Write(report);
        Console.WriteLine($"seed {seed}, vocabularies {string.Join(", ", drawnOver.Select(v => v.Name).Distinct())}; one schema again: the same options and --only NUMBER");
        return report.Findings.Count == 0 ? 0 : 1;
    }

    private static void Work(Source source, YamlReport report, int seed, int job, int documents, int printed, (string, Vocabulary)[] vocabularies, bool python)
    {
        using var npm = YamlParsers.Start();
        using YamlParsers? py = python ? YamlParsers.StartPython() : null;
        using var validators = Oracles.Start();
        var run = new YamlRun(report, seed, vocabularies, py is null ? [npm] : [npm, py], validators);
        while (source.Next() is var (number, schema))
        {
            source.Done(run.Draw(schema, number, documents, Math.Min(Variants, documents)) > 0);
            Console.Error.Write($"\r{report.Schemas} schemas, {report.Drawn} documents, {report.Findings.Count} findings ");
        }

        const int Batch = 50;
        for (int i = 0; source.IsWhole && i < printed; i += Batch)
        {
            run.Print((job * 1_000_000) + i, Math.Min(Batch, printed - i));
        }

        run.Finish();
    }

    /// <summary>By turns written, real and random ones; written and real ones end.</summary>
    private static IEnumerable<YamlSchema> Candidates(string kind, int seed)
    {
        IEnumerable<YamlSchema> none = [];
        using IEnumerator<YamlSchema> written = (kind is "all" or "written" ? YamlSchemas.Written : none).GetEnumerator();
        using IEnumerator<YamlSchema> real = (kind is "all" or "real" ? YamlSchemas.Real(seed) : none).GetEnumerator();
        using IEnumerator<YamlSchema> random = (kind is "all" or "random" ? YamlSchemas.Random(seed) : none).GetEnumerator();
        for (bool any = true; any;)
        {
            any = false;
            foreach (IEnumerator<YamlSchema> one in new[] { written, random, written, real })
            {
                if (one.MoveNext())
                {
                    any = true;
                    yield return one.Current;
                }
            }
        }
    }

    /// <summary>Gives schemas to workers until enough of them had documents.</summary>
    private sealed class Source(IEnumerable<YamlSchema> candidates, int wanted, int only)
    {
        private readonly Lock _gate = new();
        private readonly IEnumerator<(int Index, YamlSchema Item)> _candidates = candidates.Index().GetEnumerator();
        private int _good;
        private int _given;
        private int _working;

        /// <summary>Whether no single schema was asked for.</summary>
        public bool IsWhole => only < 0;

        public (int Number, YamlSchema Schema)? Next()
        {
            lock (_gate)
            {
                while (_good + _working < wanted && _given < wanted * MaxCandidates && _candidates.MoveNext())
                {
                    if (only < 0 || only == _candidates.Current.Index)
                    {
                        _working++;
                        _given++;
                        return _candidates.Current;
                    }

                    if (_candidates.Current.Index > only && only >= 0)
                    {
                        break;
                    }
                }

                return null;
            }
        }

        public void Done(bool good)
        {
            lock (_gate)
            {
                _working--;
                _good += good ? 1 : 0;
            }
        }
    }
}
