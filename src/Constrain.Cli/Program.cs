// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using System.Text;
using Constrain.Cli;

// A broad stack: schemas and grammars nest, and the limit on nesting should not depend on the thread.
const int StackBytes = 64 * 1024 * 1024;

// How long a command may take to notice that it is cancelled before the process ends without it.
TimeSpan grace = TimeSpan.FromSeconds(2);

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

using var cancellation = new CancellationTokenSource();
using PosixSignalRegistration registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    // The second one is left to the system, which ends the process.
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
});

var host = new CliHost
{
    OpenInput = Console.OpenStandardInput,
    InputIsRedirected = Console.IsInputRedirected,
    Out = Console.Out,
    OutIsTerminal = !Console.IsOutputRedirected,
    Error = Console.Error,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    IsDebugging = Environment.GetEnvironmentVariable("CONSTRAIN_DEBUG") is "1",
    Cancellation = cancellation.Token,
};

var result = new TaskCompletionSource<ExitCode>();
new Thread(() => result.SetResult(CliApplication.Run(args, host)), StackBytes) { IsBackground = true, Name = "command" }.Start();
Task cancelled = Task.Delay(Timeout.InfiniteTimeSpan, cancellation.Token);
if (await Task.WhenAny(result.Task, cancelled) == cancelled && await Task.WhenAny(result.Task, Task.Delay(grace)) != result.Task)
{
    Console.Error.WriteLine("constrain: cancelled");
    return (int)ExitCode.Cancelled;
}

return (int)await result.Task;
