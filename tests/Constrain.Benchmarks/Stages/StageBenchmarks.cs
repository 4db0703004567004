// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;

namespace Constrain.Benchmarks.Stages;

/// <summary><c>bdn</c>: hands the rest of the command line to BenchmarkDotNet.</summary>
internal static class StageBenchmarks
{
    /// <summary>The project that is generated otherwise knows nothing of central package versions and the folder of artifacts.</summary>
    private const string InThisProcess = "--inProcess";

    public static int Run(string[] arguments)
    {
        ManualConfig config = DefaultConfig.Instance
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "constrain-benchmarks"));
        IEnumerable<BenchmarkDotNet.Reports.Summary> summaries =
            BenchmarkSwitcher.FromAssembly(typeof(StageBenchmarks).Assembly).Run([InThisProcess, .. arguments], config);
        return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
    }
}
