// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using Constrain.TestKit;
using Constrain.TestKit.MaskBench;
using Constrain.TestKit.Support;

namespace Constrain.Conformance;

/// <summary>Writes the published table of what is supported.</summary>
internal static class Support
{
    /// <summary>Writes the file; the measurement over all of MaskBench is kept from the last time unless asked for.</summary>
    public static int Write(bool measure)
    {
        if (SharedArchives.Read(SharedArchives.OfficialSuite) is not { } suite || MaskBenchCorpus.Shared() is not { } corpus)
        {
            Console.Error.WriteLine("support " + SharedArchives.Missing);
            return 1;
        }

        string path = Path.Combine(Root(), SupportTable.Path);
        string measured = File.Exists(path) ? SupportTable.MeasuredIn(File.ReadAllText(path)) : string.Empty;
        if (measure || measured.Length == 0)
        {
            measured = SupportTable.Measure(corpus, done => Console.Error.Write(done % 50 == 0 ? $"\r{done} schemas" : string.Empty));
            Console.Error.WriteLine();
        }

        File.WriteAllText(path, SupportTable.Build(corpus, suite, measured));
        Console.WriteLine(measured);
        return 0;
    }

    private static string Root([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
