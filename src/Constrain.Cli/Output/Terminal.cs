// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Spectre.Console;

namespace Constrain.Cli.Output;

/// <summary>The terminal behind a stream.</summary>
internal static class Terminal
{
    /// <summary>A console that draws on the stream; null where nobody sees it, or the terminal cannot move its cursor.</summary>
    public static IAnsiConsole? On(TextWriter writer, bool isTerminal)
    {
        if (!isTerminal)
        {
            return null;
        }

        // Spectre.Console knows NO_COLOR, TERM and the terminals of build services.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        return console.Profile.Capabilities is { Ansi: true, Interactive: true } ? console : null;
    }
}
