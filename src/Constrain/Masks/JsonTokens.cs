// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;

namespace Constrain.Masks;

/// <summary>The tokens in which a name or an item of a JSON document may end.</summary>
internal sealed class JsonTokens
{
    private JsonTokens(int[] withComma, int[] withQuote, int[] withTwoNames, Dictionary<string, int[]> names, HashSet<string> ends)
    {
        WithComma = withComma;
        WithQuote = withQuote;
        WithTwoNames = withTwoNames;
        Names = names;
        Ends = ends.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Those after which the next item may have begun.</summary>
    public int[] WithComma { get; }

    /// <summary>Those in which a string may end.</summary>
    public int[] WithQuote { get; }

    /// <summary>Those in which two names may end.</summary>
    public int[] WithTwoNames { get; }

    /// <summary>The tokens that may hold a name whole, by the name.</summary>
    public Dictionary<string, int[]> Names { get; }

    /// <summary>What tokens have before their first quote: only names that end so can be ended by one token.</summary>
    public HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Ends { get; }

    /// <summary>The tokens of a vocabulary.</summary>
    public static JsonTokens Of(Vocabulary vocabulary)
    {
        var withComma = new List<int>();
        var withQuote = new List<int>();
        var withTwoNames = new List<int>();
        var names = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var ends = new HashSet<string>(StringComparer.Ordinal);
        for (int token = 0; token < vocabulary.Count; token++)
        {
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);
            if (bytes.Contains((byte)','))
            {
                withComma.Add(token);
            }

            int quotes = bytes.Count((byte)'"');
            if (quotes == 0)
            {
                continue;
            }

            withQuote.Add(token);
            ends.Add(Encoding.UTF8.GetString(bytes[..bytes.IndexOf((byte)'"')]));
            if (quotes > 1)
            {
                AddNames(bytes, token, names);
            }

            if (quotes > 2 && MayEndTwoNames(bytes))
            {
                withTwoNames.Add(token);
            }
        }

        return new JsonTokens([.. withComma], [.. withQuote], [.. withTwoNames], names.ToDictionary(n => n.Key, n => n.Value.ToArray(), StringComparer.Ordinal), ends);
    }

    /// <summary>Adds what may stand between a quote that begins a name and the one that ends it.</summary>
    private static void AddNames(ReadOnlySpan<byte> bytes, int token, Dictionary<string, List<int>> names)
    {
        for (int open = bytes.IndexOf((byte)'"'); open < bytes.Length; open++)
        {
            if (bytes[open] != (byte)'"')
            {
                continue;
            }

            int end = open + 1;
            while (end < bytes.Length && bytes[end] != (byte)'"')
            {
                end += bytes[end] == (byte)'\\' ? 2 : 1;
            }

            if (end < bytes.Length && TryDecode(bytes[open..(end + 1)]) is { } name)
            {
                if (!names.TryGetValue(name, out List<int>? tokens))
                {
                    names.Add(name, tokens = []);
                }

                tokens.Add(token);
            }
        }
    }

    // What is no string is part of none: no name ends there.
    private static string? TryDecode(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read() ? reader.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether there is a quote, a colon after it, a comma after that, and then two quotes.</summary>
    private static bool MayEndTwoNames(ReadOnlySpan<byte> bytes)
    {
        foreach (byte letter in "\":,\"\""u8)
        {
            int at = bytes.IndexOf(letter);
            if (at < 0)
            {
                return false;
            }

            bytes = bytes[(at + 1)..];
        }

        return true;
    }
}
