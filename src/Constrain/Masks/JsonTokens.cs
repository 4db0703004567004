// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Masks;

/// <summary>The tokens in which a name or an item of a JSON document may end.</summary>
internal sealed class JsonTokens
{
    private JsonTokens(int[] withComma, int[] withQuote, int[] withNames, int[] withTwoNames, HashSet<string> names)
    {
        WithComma = withComma;
        WithQuote = withQuote;
        WithNames = withNames;
        WithTwoNames = withTwoNames;
        Names = names;
    }

    /// <summary>Those after which the next item may have begun.</summary>
    public int[] WithComma { get; }

    /// <summary>Those in which a string may end.</summary>
    public int[] WithQuote { get; }

    /// <summary>Those that may hold a whole name.</summary>
    public int[] WithNames { get; }

    /// <summary>Those in which two names may end, and those that hold a name with an escape.</summary>
    public int[] WithTwoNames { get; }

    /// <summary>The names that a token may hold whole.</summary>
    public HashSet<string> Names { get; }

    /// <summary>The tokens of a vocabulary.</summary>
    public static JsonTokens Of(Vocabulary vocabulary)
    {
        var withComma = new List<int>();
        var withQuote = new List<int>();
        var withNames = new List<int>();
        var withTwoNames = new List<int>();
        var names = new HashSet<string>(StringComparer.Ordinal);
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
            bool mayHaveTwo = quotes > 2 && bytes.Contains((byte)':') && bytes.Contains((byte)',');
            if (quotes > 1)
            {
                withNames.Add(token);
                mayHaveTwo |= bytes.Contains((byte)'\\');
                int open = bytes.IndexOf((byte)'"');
                for (int i = open + 1; i < bytes.Length; i++)
                {
                    if (bytes[i] == (byte)'"')
                    {
                        names.Add(Encoding.UTF8.GetString(bytes[(open + 1)..i]));
                        open = i;
                    }
                }
            }

            if (mayHaveTwo)
            {
                withTwoNames.Add(token);
            }
        }

        return new JsonTokens([.. withComma], [.. withQuote], [.. withNames], [.. withTwoNames], names);
    }
}
