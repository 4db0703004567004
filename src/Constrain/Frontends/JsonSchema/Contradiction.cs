// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;
using Constrain.Diagnostics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Finds the keywords of an unsatisfiable schema that contradict each other: none of them can be spared.</summary>
/// <remarks>
/// A minimal unsatisfiable subset by deletion in chunks that halve (Zeller and Hildebrandt, "Simplifying and isolating
/// failure-inducing input", TSE 28(2), 2002): k keywords of n are found in about 2 k log n compilations. What is left is
/// unsatisfiable, and without any one of its keywords satisfiable, whether or not the keywords between them are monotone.
/// </remarks>
internal sealed class Contradiction
{
    /// <summary>Compilations that the search may take; past it what is left is named, though some of it may be spared.</summary>
    private const int MaxTrials = 512;

    /// <summary>Keywords that a message names; it says how many more there are.</summary>
    private const int MaxNamed = 8;

    /// <summary>Characters of a value that a message shows.</summary>
    private const int MaxShown = 32;

    /// <summary>Keywords that the compilations may meet, all together; about a second.</summary>
    private const int MaxMet = 1 << 21;

    /// <summary>Time that the search may take where its compilations are slow; it only makes a message better.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private readonly Func<KeywordProbe, SchemaNode?> _read;
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _trials;
    private int _met;
    private bool _isSplit;

    private Contradiction(Func<KeywordProbe, SchemaNode?> read) => _read = read;

    private bool IsExhausted => _trials >= MaxTrials || _met >= MaxMet || Effort.IsSpent || Stopwatch.GetElapsedTime(_start) > MaxTime;

    /// <summary>The error of a schema that no document satisfies.</summary>
    /// <param name="read">Reads the schema through a probe and gives its root if it is still unsatisfiable, otherwise null.</param>
    public static GrammarException Of(Func<KeywordProbe, SchemaNode?> read)
    {
        var search = new Contradiction(read);
        ConflictPart[] parts = search.Find();
        return Describe([.. parts.OrderBy(p => p.Place)], isSmallest: !search.IsExhausted);
    }

    private ConflictPart[] Find()
    {
        ConflictPart[] parts = Smallest(PartsWithout([]), []);
        if (parts is [{ Keyword: "anyOf" }] && !IsExhausted)
        {
            // It stands alone, so it is its branches that have no value.
            HashSet<long> others = [.. PartsWithout([]).Select(p => p.Place)];
            others.ExceptWith(parts.Select(p => p.Place));
            _isSplit = true;
            parts = Smallest(PartsWithout(others), others);
        }

        return parts;
    }

    private ConflictPart[] PartsWithout(HashSet<long> dropped)
    {
        var probe = new KeywordProbe(dropped, _isSplit);
        return Reads(probe) is { } root ? [.. probe.PartsUnder(root).Where(p => !dropped.Contains(p.Place))] : [];
    }

    private SchemaNode? Reads(KeywordProbe probe)
    {
        SchemaNode? root = _read(probe);
        _trials++;
        _met += probe.Count;
        return root;
    }

    /// <summary>The parts without all that can be spared.</summary>
    private ConflictPart[] Smallest(ConflictPart[] parts, HashSet<long> dropped)
    {
        var left = new List<ConflictPart>(parts);
        for (int size = Math.Max(1, left.Count / 2); ; size = Math.Max(1, size / 2))
        {
            bool isSmaller = false;
            for (int start = Math.Max(0, left.Count - size); ; start = Math.Max(0, start - size))
            {
                // From the end: what stands first in a schema, its type say, is what the others are read against.
                int count = Math.Min(size, left.Count - start);
                if (count == 0 || IsExhausted)
                {
                    break;
                }

                long[] chunk = [.. left.GetRange(start, count).Select(p => p.Place)];
                dropped.UnionWith(chunk);
                if (Reads(new KeywordProbe(dropped, _isSplit)) is not null)
                {
                    left.RemoveRange(start, count);
                    isSmaller = true;
                }
                else
                {
                    dropped.ExceptWith(chunk);
                }

                if (start == 0)
                {
                    break;
                }
            }

            if (IsExhausted || (size == 1 && !isSmaller))
            {
                return [.. left];
            }
        }
    }

    private static GrammarException Describe(ConflictPart[] parts, bool isSmallest)
    {
        int shown = parts.Length == MaxNamed + 1 ? parts.Length : Math.Min(parts.Length, MaxNamed);
        string[] names = [.. parts.Take(shown).Select(Name)];
        string named = shown < parts.Length ? $"{string.Join(", ", names)} and {parts.Length - shown} more"
            : shown > 1 ? $"{string.Join(", ", names[..^1])} and {names[^1]}"
            : string.Concat(names);
        string problem = parts.Length == 0 ? "no document satisfies the schema"
            : !isSmallest ? $"no document satisfies the schema: there is a contradiction among {named}"
            : parts.Length == 1 ? $"no document satisfies the schema: nothing satisfies {named}"
            : $"no document satisfies the schema: {named} contradict each other";
        return new GrammarException(
            GrammarError.Unsatisfiable, problem, parts.FirstOrDefault()?.Location, parts.FirstOrDefault()?.Keyword, parts.Length == 1 ? "relax it or leave it out" : "relax one of them or leave it out")
        {
            Conflict = [.. parts.Select(p => p.Location)],
        };
    }

    private static string Name(ConflictPart part)
    {
        string pointer = part.Location.Pointer!;
        string text = part.Value.GetRawText();
        bool isShort = text.Length <= MaxShown && !text.Contains('\n', StringComparison.Ordinal);
        string value = isShort ? text : text[0] switch { '{' => "{…}", '[' => "[…]", _ => "…" };
        return $"{part.Location.Document?.AbsoluteUri}{(pointer.Length == 0 ? "the root" : part.Location.Document is null ? pointer : "#" + pointer)} ({value})";
    }
}
