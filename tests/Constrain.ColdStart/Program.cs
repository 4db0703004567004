// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Benchmarks.Corpus;

return ColdMeasurement.Run(args[0]);
