// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp;

namespace Constrain.Cli.Tests.Support;

/// <summary>Whether tests can run llama.cpp here.</summary>
internal static class Native
{
    private static readonly Lazy<string?> Missing = new(() =>
    {
        try
        {
            LlamaRuntime.Load();
            return null;
        }
        catch (NativeLibraryException e)
        {
            return e.Message;
        }
    });

    /// <summary>Skips the test, visibly, where there is no llama.cpp library.</summary>
    public static void Require() => Skip.IfNot(Missing.Value is null, Missing.Value);
}
