// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli;

/// <summary>What the tool's exit code means.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>A schema, regex, grammar or document is refused, or a case is not right.</summary>
    Refused = 1,

    /// <summary>The command line is wrong, or a file that it names cannot be read or is not what it should be.</summary>
    Usage = 2,

    /// <summary>No llama.cpp library can be used.</summary>
    NoNativeLibrary = 3,

    /// <summary>The model cannot be loaded.</summary>
    ModelNotLoaded = 4,

    /// <summary>No complete document was generated.</summary>
    GenerationFailed = 5,

    /// <summary>A defect of the tool; sysexits.h's EX_SOFTWARE.</summary>
    InternalError = 70,

    /// <summary>Standard output cannot be written; sysexits.h's EX_IOERR.</summary>
    OutputFailed = 74,

    /// <summary>Ctrl-C; 128 and the number of the signal, as shells have it.</summary>
    Cancelled = 130,
}
