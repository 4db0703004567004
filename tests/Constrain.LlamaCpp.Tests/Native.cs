// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain.LlamaCpp.Tests;

/// <summary>What tests need from outside the repository; a test without it is skipped, visibly.</summary>
internal static class Native
{
    private static readonly Lazy<string?> Problem = new(() =>
    {
        try
        {
            _ = LlamaRuntime.Load();
            return null;
        }
        catch (NativeLibraryException missing)
        {
            return missing.Message;
        }
    });

    /// <summary>Skips the test where no llama.cpp library can be loaded.</summary>
    public static LlamaRuntime Require()
    {
        Skip.IfNot(Problem.Value is null, Problem.Value);
        return LlamaRuntime.Load();
    }

    /// <summary>A file below <c>shared/data</c>, which lies beside a folder above this source file; skips the test where it is missing.</summary>
    public static string SharedData(string name, [CallerFilePath] string source = "")
    {
        for (string? above = Path.GetDirectoryName(source); above is not null; above = Path.GetDirectoryName(above))
        {
            string file = Path.Combine(above, "shared", "data", name);
            if (File.Exists(file))
                return file;
        }

        throw new SkipException($"shared/data/{name} is not beside any folder above the repository.");
    }
}
