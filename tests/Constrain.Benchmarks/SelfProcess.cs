// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Benchmarks;

/// <summary>Starts this program again, so that a measurement has a process of its own.</summary>
internal static class SelfProcess
{
    /// <summary>A process with these arguments; its standard error is this one's.</summary>
    public static ProcessStartInfo With(IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("the program does not know its own path");
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new ProcessStartInfo(program, isHost ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
        };
    }
}
