// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Constrain.Vocabularies;

/// <summary>The tokens that end generation, and the tokens whose kind in the file is known to be wrong.</summary>
/// <remarks>
/// Files state one or two of the ids and often mark control tokens as text, so llama.cpp knows the usual ones by name when it
/// loads a vocabulary; the rules here are the same, in the same order, so that both stop at the same token.
/// One of its results depends on the order of a hash table: which of several pad (or repository) tokens ends generation when
/// no key says so. Here it is the one with the lowest id.
/// </remarks>
internal sealed class SpecialTokens
{
    private readonly TokenKind[] _kinds;
    private readonly List<int> _named = [];
    private readonly List<int> _endOfGeneration = [];

    // The first token of each name, -1 where there is none.
    private readonly int[] _first = new int[(int)SpecialName.SlashS + 1];
    private readonly ByteStrings _texts;

    private SpecialTokens(ByteStrings texts, TokenKind[] kinds)
    {
        _texts = texts;
        _kinds = kinds;
        Array.Fill(_first, -1);
    }

    /// <summary>Corrects the kinds in place and gives the tokens that end generation, in ascending order.</summary>
    /// <param name="texts">The text of each token in the file.</param>
    /// <param name="kinds">The kind of each token according to the file.</param>
    /// <param name="idOf">The token that the file gives for a key; null where it gives none or one outside the vocabulary.</param>
    /// <param name="endOfText">The end-of-text token, from the file or by default.</param>
    public static ImmutableArray<int> Apply(ByteStrings texts, TokenKind[] kinds, Func<string, int?> idOf, int? endOfText)
    {
        var special = new SpecialTokens(texts, kinds);
        special.FindNames();
        special.Fill(SpecialName.FillPrefix, idOf(GgufKeys.OldPrefix) ?? idOf(GgufKeys.FillPrefix));
        special.Fill(SpecialName.FillSuffix, idOf(GgufKeys.OldSuffix) ?? idOf(GgufKeys.FillSuffix));
        special.Fill(SpecialName.FillMiddle, idOf(GgufKeys.OldMiddle) ?? idOf(GgufKeys.FillMiddle));
        special.End(special.Fill(SpecialName.FillPad, idOf(GgufKeys.FillPad)));
        special.End(special.Fill(SpecialName.FillRepository, idOf(GgufKeys.FillRepository)));
        special.End(special.Fill(SpecialName.FillSeparator, idOf(GgufKeys.FillSeparator)));
        special.EndByName();
        special.End(endOfText);
        special.End(idOf(GgufKeys.EndOfTurn));
        special.End(idOf(GgufKeys.EndOfMessage));
        special.SpareEndInsideTurns();
        special._endOfGeneration.Sort();
        return [.. special._endOfGeneration];
    }

    // Optimised at once: it passes over all tokens, once, before the runtime would have noticed that it is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindNames()
    {
        for (int token = 0; token < _texts.Count; token++)
        {
            if (SpecialNames.Find(_texts[token]) is not { } name)
                continue;
            _named.Add(token);
            if (_first[(int)name] < 0)
                _first[(int)name] = token;
        }
    }

    /// <summary>A token for filling in the middle: the one that the file names, or else the first with a usual name, made control.</summary>
    private int? Fill(SpecialName name, int? id)
    {
        if (id is not null)
            return id;
        int token = _first[(int)name];
        if (token < 0)
            return null;
        _kinds[token] = TokenKind.Control;
        return token;
    }

    private void End(int? token)
    {
        if (token is { } id && !_endOfGeneration.Contains(id))
            _endOfGeneration.Add(id);
    }

    private void EndByName()
    {
        foreach (int token in _named)
        {
            SpecialName? name = SpecialNames.Find(_texts[token]);
            if (name >= SpecialName.End)
            {
                _kinds[token] = TokenKind.Control;
                End(token);
            }
            else if (name == SpecialName.Harmony)
            {
                _kinds[token] = TokenKind.UserDefined;
            }
        }
    }

    /// <summary>Some formats of chats use the name of an end token for something that does not end generation.</summary>
    private void SpareEndInsideTurns()
    {
        bool call = Ends(SpecialName.Call);
        if (call && (Ends(SpecialName.Return) || Ends(SpecialName.Flush)))
            Spare(SpecialName.EndOfMessagePart, TokenKind.UserDefined);
        if (Ends(SpecialName.ToolResponse))
            Spare(SpecialName.SlashS, TokenKind.Normal);
    }

    private bool Ends(SpecialName name) => _first[(int)name] >= 0;

    private void Spare(SpecialName name, TokenKind kind)
    {
        foreach (int token in _named)
        {
            if (SpecialNames.Find(_texts[token]) != name)
                continue;
            _endOfGeneration.Remove(token);
            _kinds[token] = kind;
        }
    }
}
