// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Spectre.Console;

namespace Constrain.Cli.Output;

/// <summary>One line on standard error that says what a long command is doing; only where a person sees it.</summary>
internal static class Status
{
    /// <summary>Runs work that tells how far it is.</summary>
    public static void Run(CliHost host, string first, bool isShown, Action<Action<string>> work)
    {
        if (Terminal.On(host.Error, isShown && host.ErrorIsTerminal) is not IAnsiConsole console)
        {
            work(host.OnStatus);
            return;
        }

        console.Status().Start(Markup.Escape(first), context => work(text => context.Status = Markup.Escape(text)));
    }
}
