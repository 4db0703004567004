// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Constrain.Texts;

/// <content>Anchors, and the aliases that stand for what they name.</content>
internal sealed partial class YamlReader
{
    // Aliases of aliases multiply: a few lines stand for more than any memory holds.
    private const int MaxCopies = 1 << 20;
    private const int MaxCopiedBytes = 1 << 26;

    private int _copies;
    private int _copiedBytes;

    /// <summary>Remembers what an anchor names: the JSON that was written since an offset.</summary>
    private void Name(AnchorName anchor, int start, int height, string? text = null)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = new Anchor(start, _json.Length, height, text);
        }
    }

    private void Copy(AnchorAlias alias)
    {
        Anchor anchor = AnchorOf(alias);
        _copies += 1 + _places.CountInside(anchor.Start, anchor.End);
        _copiedBytes += anchor.End - anchor.Start;
        if (_copies > MaxCopies || _copiedBytes > MaxCopiedBytes)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                _copies > MaxCopies ? $"aliases stand for more than {MaxCopies} values" : $"aliases stand for more than {MaxCopiedBytes} bytes of JSON",
                At(alias.Start),
                "*" + alias.Value.Value,
                "use fewer of them");
        }

        CheckDepth(anchor.Height, alias.Start);
        _places.AddInside(anchor.Start, anchor.End, _json.Length);
        _json.Again(anchor.Start, anchor.End);
        Grow(anchor.Height);
    }

    private Anchor AnchorOf(AnchorAlias alias)
    {
        string name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out Anchor anchor))
        {
            throw new GrammarException(GrammarError.Syntax, "nothing before it has that anchor", At(alias.Start), "*" + name, $"write &{name} before the value that is meant");
        }

        return anchor != Anchor.Unfinished ? anchor : throw Refuse(alias, "the alias is a part of what it stands for, which JSON cannot hold", "*" + name, "write the value out as far as it is needed");
    }

    /// <summary>A part of the JSON.</summary>
    /// <param name="Start">The offset of its first byte.</param>
    /// <param name="End">The offset past its last byte.</param>
    /// <param name="Height">Levels of collections in it; 0 for a scalar.</param>
    /// <param name="Text">The string that it is; null when it is none.</param>
    private readonly record struct Anchor(int Start, int End, int Height, string? Text)
    {
        /// <summary>A collection whose end was not read yet.</summary>
        public static Anchor Unfinished => new(-1, -1, 0, null);
    }
}
