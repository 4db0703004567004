// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using Constrain.Benchmarks.Compare;
using Constrain.Benchmarks.Corpus;

var root = new RootCommand("Measures Constrain: over a corpus of real schemas, beside other engines, and stage by stage.");
root.Add(CorpusCommand.Create());
root.Add(CompareCommand.Create());
root.Add(ColdProcess.CreateCommand());
return root.Parse(args).Invoke();
