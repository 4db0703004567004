// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Constrain.LlamaCpp.Interop;

/// <summary>Collects one thread's native log during a call: joins pieces into lines, keeps the last complaints, hands lines to a logger.</summary>
internal sealed class NativeLogScope(ILogger? logger, NativeLogScope? outer) : IDisposable
{
    /// <summary>How many warnings and errors are kept for an exception's message; the last ones say most.</summary>
    private const int KeptComplaints = 8;

    /// <summary>Bytes of one line beyond which it is cut into several; the library logs whole chat templates.</summary>
    private const int MaxLine = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<string> _complaints = new();
    private readonly List<byte> _line = [];
    private LogLevel _level = LogLevel.Trace;
    private ExceptionDispatchInfo? _failure;

    public NativeLogScope? Outer { get; } = outer;

    /// <summary>The last warnings and errors, oldest first.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_gate)
                return [.. _complaints];
        }
    }

    /// <summary>Takes a piece of text in UTF-8. Never throws: it is called by native code.</summary>
    public void Append(int nativeLevel, ReadOnlySpan<byte> text)
    {
        lock (_gate)
        {
            try
            {
                if (!NativeLog.IsContinuation(nativeLevel))
                {
                    Flush();
                    _level = NativeLog.LevelOf(nativeLevel);
                }

                foreach (byte b in text)
                {
                    if (b == (byte)'\n' || _line.Count == MaxLine)
                        Flush();
                    if (b != (byte)'\n')
                        _line.Add(b);
                }
            }
            catch (Exception failure)
            {
                // The user's logger threw. Kept, and thrown where the native call was made.
                _failure ??= ExceptionDispatchInfo.Capture(failure);
            }
        }
    }

    /// <summary>Ends the scope. Throws what the logger threw, if it did.</summary>
    public void Dispose()
    {
        NativeLog.End(this);
        lock (_gate)
            Flush();
        _failure?.Throw();
    }

    private void Flush()
    {
        if (_line.Count == 0)
            return;
        string line = Encoding.UTF8.GetString([.. _line]).TrimEnd();
        _line.Clear();
        if (line.Length == 0)
            return;

        if (NativeLog.IsTrouble(_level))
        {
            if (_complaints.Count == KeptComplaints)
                _complaints.Dequeue();
            _complaints.Enqueue(line);
        }

        if (logger is not null)
            NativeLog.Line(logger, _level, line);
    }
}
