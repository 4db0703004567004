// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Benchmarks.Compare;
using Constrain.Benchmarks.Corpus;
using Constrain.Benchmarks.Generate;
using Constrain.Benchmarks.Growth;
using Constrain.Benchmarks.Stages;

if (args is ["bdn", ..])
{
    return StageBenchmarks.Run(args[1..]);
}

var root = new RootCommand("Measures Constrain: over a corpus of real schemas, beside other engines, and stage by stage.");
root.Add(CorpusCommand.Create());
root.Add(CompareCommand.Create());
root.Add(GenerateCommand.Create());
root.Add(GrowthCommand.Create());
root.Add(new Command("bdn", "Measure stage by stage; what follows is for BenchmarkDotNet: --filter '*', --list flat, --job short."));
root.Add(ColdProcess.CreateCommand());
return root.Parse(args).Invoke();
