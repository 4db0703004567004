// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.ExceptionServices;

namespace Constrain.LlamaCpp.Interop;

/// <summary>Runs llama.cpp's tokenizer where its recursion cannot overflow the stack, which would end the process.</summary>
/// <remarks>
/// Many byte-pair vocabularies are pre-split with std::regex, whose matcher recurses once per character of a match: measured with
/// libstdc++, 300 to 400 bytes each, so 100 kB of spaces or Base64 overflow an ordinary stack. Longer texts therefore run on a
/// thread of their own with a stack in proportion; of that, only what is used is ever backed by memory.
/// </remarks>
internal static class DeepStack
{
    /// <summary>Texts up to here (bytes of UTF-8) need half a megabyte at most, which any thread has.</summary>
    private const int ShallowText = 1024;

    private const int BytesPerByte = 512;
    private const int Spare = 1 << 20;

    /// <summary>The longest text that can be tokenized, bytes of UTF-8: its stack is one gigabyte.</summary>
    public const int LongestText = 1 << 21;

    /// <summary>Runs <paramref name="work"/>, which tokenizes <paramref name="length"/> bytes; its exceptions arrive here.</summary>
    public static T Run<T>(int length, Func<T> work)
    {
        if (length <= ShallowText)
            return work();

        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception thrown)
                {
                    failure = ExceptionDispatchInfo.Capture(thrown);
                }
            },
            Spare + (length * BytesPerByte));
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
