// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;
using Constrain.Frontends.Yaml;
using Constrain.Grammars;

namespace Constrain.Masks;

/// <summary>The tokens in which a name or an item of a document may end.</summary>
internal sealed class NameTokens
{
    private static ReadOnlySpan<byte> NameEnds => ":\""u8;

    private NameTokens(int[] withItemEnd, int[] withNameEnd, int[] withTwoNames, Dictionary<string, int[]> names, HashSet<string> ends)
    {
        WithItemEnd = withItemEnd;
        WithNameEnd = withNameEnd;
        WithTwoNames = withTwoNames;
        Names = names;
        Ends = ends.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Those in which the next item may have begun.</summary>
    public int[] WithItemEnd { get; }

    /// <summary>Those in which a name may end.</summary>
    public int[] WithNameEnd { get; }

    /// <summary>Those in which two names may end.</summary>
    public int[] WithTwoNames { get; }

    /// <summary>The tokens that may hold a name whole, by the name as the trail has it.</summary>
    public Dictionary<string, int[]> Names { get; }

    /// <summary>What tokens have before the first byte that ends a name: only names that end so can be ended by one token.</summary>
    public HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Ends { get; }

    /// <summary>The tokens of a vocabulary for the notation of a trail.</summary>
    public static NameTokens For(Vocabulary vocabulary, Trail? trail) => trail is YamlTrail ? vocabulary.YamlTokens : vocabulary.JsonTokens;

    /// <summary>The tokens of a vocabulary, for YAML: a colon or a quote ends names, a line break items.</summary>
    public static NameTokens OfYaml(Vocabulary vocabulary)
    {
        var afterLineBreak = new List<int>();
        var withNameEnd = new List<int>();
        var withTwoNames = new List<int>();
        var names = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int token = 0; token < vocabulary.Count; token++)
        {
            ReadOnlySpan<byte> bytes = vocabulary.GetBytes(token);

            // A line break that makes an item whole leaves a way on, whatever the item; what stands behind it may be no such way.
            if (bytes.IndexOf((byte)'\n') is >= 0 and var at && bytes[at..].ContainsAnyExcept((byte)'\n'))
            {
                afterLineBreak.Add(token);
            }

            if (!bytes.ContainsAny(NameEnds))
            {
                continue;
            }

            withNameEnd.Add(token);
            if (HasInTurn(bytes, ":\n"u8) && bytes[bytes.IndexOf((byte)'\n')..].ContainsAny(NameEnds))
            {
                withTwoNames.Add(token);
            }

            AddKeys(bytes, token, names);
        }

        return new NameTokens([.. afterLineBreak], [.. withNameEnd], [.. withTwoNames], Arrays(names), []);
    }

    /// <summary>The tokens of a vocabulary, for JSON: a quote ends names, a comma items.</summary>
    public static NameTokens OfJson(Vocabulary vocabulary)
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

            if (quotes > 2 && HasInTurn(bytes, "\":,\"\""u8))
            {
                withTwoNames.Add(token);
            }
        }

        return new NameTokens([.. withComma], [.. withQuote], [.. withTwoNames], Arrays(names), ends);
    }

    /// <summary>Adds what may be a key of YAML: from the token's start, or behind a space or a line break, to a colon or with a quote.</summary>
    private static void AddKeys(ReadOnlySpan<byte> bytes, int token, Dictionary<string, List<int>> names)
    {
        for (int end = 1; end < bytes.Length; end++)
        {
            if (!NameEnds.Contains(bytes[end]))
            {
                continue;
            }

            bool isQuote = bytes[end] == (byte)'"';
            for (int start = end - 1; start >= 0 && bytes[start] != (byte)'\n'; start--)
            {
                if (bytes[start] != (byte)' ' && (bytes[start] == (byte)'"') == isQuote && (start == 0 || bytes[start - 1] is (byte)' ' or (byte)'\n'))
                {
                    Add(Encoding.UTF8.GetString(bytes[start..(isQuote ? end + 1 : end)]), token, names);
                }
            }
        }
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
                Add(name, token, names);
            }
        }
    }

    private static void Add(string name, int token, Dictionary<string, List<int>> names)
    {
        if (!names.TryGetValue(name, out List<int>? tokens))
        {
            names.Add(name, tokens = []);
        }

        tokens.Add(token);
    }

    private static Dictionary<string, int[]> Arrays(Dictionary<string, List<int>> names) =>
        names.ToDictionary(n => n.Key, n => n.Value.ToArray(), StringComparer.Ordinal);

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

    /// <summary>Whether each of some bytes is there, behind the one before it.</summary>
    private static bool HasInTurn(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> letters)
    {
        foreach (byte letter in letters)
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
