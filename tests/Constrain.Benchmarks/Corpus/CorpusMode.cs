// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Benchmarks.Corpus;

/// <summary>What is warm when a schema's clock starts.</summary>
internal enum CorpusMode
{
    /// <summary>The engine; a schema is compiled once and all its instances share it, as on a server.</summary>
    Shared,

    /// <summary>The engine; a schema is compiled anew for each of its instances.</summary>
    Fresh,

    /// <summary>Nothing but the vocabulary: a new process for each file.</summary>
    Cold,
}
