// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Text;

namespace Constrain.Benchmarks.Compare;

/// <summary>Counts where llama.cpp's masks and Constrain's differ, by what the tokens are.</summary>
/// <remarks>
/// llama.cpp matches the name of a control token as if a model wrote it letter by letter, and it lets bytes pass that no UTF-8
/// text has there, such as overlong forms. Constrain allows neither. Any other difference is a fault of one of the two.
/// </remarks>
internal sealed class MaskDifferences(Vocabulary vocabulary)
{
    private readonly SortedSet<int> _tokens = [];
    private long _masks;
    private long _textless;
    private long _notUtf8;

    /// <summary>Bits that differ for no known reason.</summary>
    public long Unexplained { get; private set; }

    /// <summary>Compares two masks.</summary>
    /// <param name="text">What has been accepted so far, in UTF-8.</param>
    /// <param name="mask">Constrain's.</param>
    /// <param name="theirs">Whether llama.cpp allows a token.</param>
    public void Compare(ReadOnlySpan<byte> text, TokenMask mask, Func<int, bool> theirs)
    {
        ReadOnlySpan<byte> open = OpenCharacter(text);
        _masks++;
        for (int token = 0; token < vocabulary.Count; token++)
        {
            if (theirs(token) != mask[token])
            {
                Count(open, token, !mask[token]);
            }
        }
    }

    public override string ToString() =>
        $"{_masks} masks compared; llama.cpp alone allows tokens without text ({_textless} bits) and bytes that are not "
        + $"UTF-8 ({_notUtf8} bits); {Unexplained} other bits differ"
        + (Unexplained == 0 ? string.Empty : $", of the tokens {string.Join(", ", _tokens.Take(20).Select(Describe))}");

    private string Describe(int token) => $"{token} ({vocabulary.GetKind(token)}: {Convert.ToHexString(vocabulary.GetBytes(token))})";

    /// <summary>The bytes at the end that are the beginning of a character.</summary>
    private static ReadOnlySpan<byte> OpenCharacter(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out _, out int length) == OperationStatus.Done)
        {
            text = text[length..];
        }

        return text;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> text)
    {
        OperationStatus status;
        while ((status = Rune.DecodeFromUtf8(text, out _, out int length)) == OperationStatus.Done)
        {
            text = text[length..];
        }

        return status == OperationStatus.NeedMoreData;
    }

    private void Count(ReadOnlySpan<byte> open, int token, bool onlyTheirs)
    {
        if (onlyTheirs && vocabulary.GetBytes(token).IsEmpty)
        {
            _textless++;
        }
        else if (onlyTheirs && !IsUtf8([.. open, .. vocabulary.GetBytes(token)]))
        {
            _notUtf8++;
        }
        else
        {
            Unexplained++;
            _tokens.Add(token);
        }
    }
}
