// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>The scripts of Unicode as sets; .NET has no table of them, so one is generated into ScriptTable.g.cs.</summary>
internal static partial class ScriptTable
{
    private static readonly Lazy<Dictionary<string, int>> Numbers = new(NumberNames);
    private static readonly ConcurrentDictionary<int, CodePointSet> Sets = new();

    /// <summary>The characters of a script by any of its names (<c>Greek</c>, <c>Grek</c>); null when there is none of that name.</summary>
    public static CodePointSet? Find(string name) =>
        Numbers.Value.TryGetValue(name, out int script) ? Sets.GetOrAdd(script, Collect) : null;

    /// <summary>All names of scripts, short ones and long ones.</summary>
    public static IEnumerable<string> AllNames => Numbers.Value.Keys;

    private static CodePointSet Collect(int script)
    {
        ReadOnlySpan<int> runs = Runs;
        var ranges = new List<CodePointRange>();
        for (int i = 0; i < runs.Length; i++)
        {
            if ((runs[i] & 0xFF) == script)
            {
                int end = i + 1 < runs.Length ? runs[i + 1] >> 8 : CodePointSet.MaxCodePoint + 1;
                ranges.Add(new CodePointRange(runs[i] >> 8, end - 1));
            }
        }

        return CodePointSet.OfRanges(CollectionsMarshal.AsSpan(ranges));
    }

    private static Dictionary<string, int> NumberNames()
    {
        var numbers = new Dictionary<string, int>();
        for (int script = 0; script < Names.Length; script++)
        {
            foreach (string name in Names[script].Split('|'))
            {
                numbers.Add(name, script);
            }
        }

        return numbers;
    }
}
