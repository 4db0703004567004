// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.LlamaCpp;

/// <summary>No llama.cpp library could be found, or the one that was named or found cannot be used.</summary>
public sealed class NativeLibraryException : Exception
{
    internal NativeLibraryException(string message, IReadOnlyList<NativeLibraryProbe>? probes = null, Exception? inner = null)
        : base(message, inner)
    {
        Probes = probes ?? [];
    }

    /// <summary>Every place that was looked at, in order; empty where the search was not what failed.</summary>
    public IReadOnlyList<NativeLibraryProbe> Probes { get; }

    internal static NativeLibraryException NotFound(IReadOnlyList<NativeLibraryProbe> probes)
    {
        bool named = probes.Count > 0 && probes[^1].Source is NativeLibrarySource.Explicit or NativeLibrarySource.EnvironmentVariable;
        var text = new StringBuilder(named
            ? "The llama.cpp library that was named cannot be used."
            : "No usable llama.cpp library was found.");
        text.Append(" Looked at:");
        foreach (NativeLibraryProbe probe in probes)
            text.Append("\n  ").Append(probe);

        text.Append(named
            ? "\nName a llama.cpp library file, or the folder that holds one with its ggml libraries."
            : "\nSet CONSTRAIN_LLAMA to a llama.cpp library or its folder, or restore the npm package @node-llama-cpp/"
              + Loading.PlatformNames.Current.NpmPlatform + " beside the application (a build of the repository does so by itself).");
        return new NativeLibraryException(text.ToString(), probes);
    }
}
