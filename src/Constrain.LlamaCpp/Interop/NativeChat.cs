// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;

namespace Constrain.LlamaCpp.Interop;

/// <summary>A conversation in native memory.</summary>
internal sealed unsafe class NativeChat : IDisposable
{
    private readonly NativeChatMessage* _messages;
    private readonly int _count;

    public NativeChat(IReadOnlyList<ChatMessage> messages)
    {
        _count = messages.Count;
        _messages = (NativeChatMessage*)NativeMemory.AllocZeroed((nuint)Math.Max(1, _count), (nuint)sizeof(NativeChatMessage));
        for (int i = 0; i < _count; i++)
        {
            _messages[i].Role = Copy(messages[i].Role);
            _messages[i].Content = Copy(messages[i].Content);
        }
    }

    /// <summary>Bytes of all texts together.</summary>
    public int Bytes { get; private set; }

    /// <returns>The length of the whole rendering, of which as much as fits was written; negative where the template is unknown.</returns>
    public int Apply(LlamaApi api, byte* template, bool addAssistant, byte[] rendered)
    {
        fixed (byte* first = rendered)
            return api.ChatApplyTemplate(template, _messages, (nuint)_count, addAssistant ? (byte)1 : (byte)0, first, rendered.Length);
    }

    public void Dispose()
    {
        for (int i = 0; i < _count; i++)
        {
            NativeMemory.Free(_messages[i].Role);
            NativeMemory.Free(_messages[i].Content);
        }

        NativeMemory.Free(_messages);
    }

    private byte* Copy(string text)
    {
        byte[] bytes = Utf8.Terminated(text);
        Bytes += bytes.Length;
        byte* copy = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return copy;
    }
}
