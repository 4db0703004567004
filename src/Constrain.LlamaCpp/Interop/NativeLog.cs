// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Constrain.LlamaCpp.Interop;

/// <summary>Routes what llama.cpp and ggml log to the logger of the call that is under way, line by line.</summary>
/// <remarks>
/// llama.cpp has one log function for the whole process. The library logs on the thread that calls it, so the receiver is a
/// scope of that thread: two models that load at once do not mix. Lines outside any scope go to the process's logger, if one is set.
/// </remarks>
internal static unsafe partial class NativeLog
{
    private const int DebugLevel = 1, InfoLevel = 2, WarnLevel = 3, ErrorLevel = 4, ContinuationLevel = 5;

    [ThreadStatic]
    private static NativeLogScope? _scope;

    private static NativeLogScope? _process;

    /// <summary>Takes over the library's log. Called once, before anything else, so that nothing goes to standard error.</summary>
    public static void Install(LlamaApi api, ILogger? processLogger)
    {
        _process = processLogger is null ? null : new NativeLogScope(processLogger, null);
        api.LogSet(&OnLine, 0);
        if (api.GgmlLogSet != null)
            api.GgmlLogSet(&OnLine, 0);
        if (api.GgmlSetAbortCallback != null)
            _ = api.GgmlSetAbortCallback(&OnAbort);
    }

    /// <summary>Until the scope is disposed, what this thread's native calls log goes to <paramref name="logger"/> and is kept.</summary>
    public static NativeLogScope Begin(ILogger? logger) => _scope = new NativeLogScope(logger, _scope);

    internal static void End(NativeLogScope scope) => _scope = scope.Outer;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLine(int level, byte* text, nint state)
    {
        // A scope takes care of its own exceptions: none may unwind into native code.
        if (text != null)
            (_scope ?? _process)?.Append(level, MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
    }

    /// <summary>
    /// The library has found a state that it cannot go on from and ends the process after this call; there is no way back. What
    /// it says goes to standard error, as it would without this callback, minus a debugger started on the process.
    /// </summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnAbort(byte* message)
    {
        try
        {
            string text = message == null ? "(no message)" : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(message));
            Console.Error.WriteLine("llama.cpp stopped the process: " + text);
            (_scope ?? _process)?.Append(ErrorLevel, Encoding.UTF8.GetBytes(text + "\n"));
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // Standard error is closed and the process is about to end: there is nobody left to tell.
        }
    }

    internal static LogLevel LevelOf(int level) => level switch
    {
        DebugLevel => LogLevel.Debug,
        InfoLevel => LogLevel.Information,
        WarnLevel => LogLevel.Warning,
        ErrorLevel => LogLevel.Error,
        _ => LogLevel.Trace,
    };

    internal static bool IsContinuation(int level) => level == ContinuationLevel;

    internal static bool IsTrouble(LogLevel level) => level is LogLevel.Warning or LogLevel.Error;

    [LoggerMessage(EventId = 1, Message = "{Line}")]
    internal static partial void Line(ILogger logger, LogLevel level, string line);
}
