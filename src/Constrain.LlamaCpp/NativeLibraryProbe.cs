// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>One place where a llama.cpp library was looked for, and what came of it.</summary>
public sealed class NativeLibraryProbe
{
    internal NativeLibraryProbe(NativeLibrarySource source, string location, string? libraryPath, string detail)
    {
        Source = source;
        Location = location;
        LibraryPath = libraryPath;
        Detail = detail;
    }

    /// <summary>The kind of place.</summary>
    public NativeLibrarySource Source { get; }

    /// <summary>The file or folder that was looked at.</summary>
    public string Location { get; }

    /// <summary>The library that lies there; null where there is none.</summary>
    public string? LibraryPath { get; }

    /// <summary>What was found or why nothing was; in <see cref="LlamaRuntime.Probes"/> also whether it could be loaded.</summary>
    public string Detail { get; }

    /// <summary>The probe as one line of text.</summary>
    public override string ToString() => $"{Source}: {Location}: {Detail}";

    internal NativeLibraryProbe With(string detail) => new(Source, Location, LibraryPath, detail);
}
