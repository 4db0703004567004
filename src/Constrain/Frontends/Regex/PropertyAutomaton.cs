// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>A deterministic automaton whose states remember which of some regular languages the text read so far is in.</summary>
/// <remarks>
/// Shape: states from 0, where reading begins; <see cref="Next"/> is defined for every class. The states are the vectors of
/// derivatives of the languages, merged where no continuation tells them apart (Moore 1956), so there are as few as possible.
/// </remarks>
internal sealed class PropertyAutomaton
{
    /// <summary>Derivatives that may be taken before merging, under a microsecond each; patterns in use need under a hundred.</summary>
    private const int MaxDerivatives = 1 << 17;

    /// <summary>States before merging; merging costs up to their square.</summary>
    private const int MaxStates = 256;

    private readonly int[] _next;
    private readonly bool[] _holds;
    private readonly int _classes;
    private readonly int _properties;

    /// <summary>Creates an automaton from its tables, row by row.</summary>
    public PropertyAutomaton(int[] next, bool[] holds, int classes, int properties)
    {
        _next = next;
        _holds = holds;
        _classes = classes;
        _properties = properties;
    }

    /// <summary>How many states there are.</summary>
    public int Count => _next.Length / _classes;

    /// <summary>The state after one more character of the class.</summary>
    public int Next(int state, int characterClass) => _next[(state * _classes) + characterClass];

    /// <summary>Whether what was read up to the state is in a language.</summary>
    public bool Holds(int state, int property) => _holds[(state * _properties) + property];

    /// <summary>Builds the automaton of some languages over the numbers of character classes.</summary>
    /// <returns>Null when it would have too many states.</returns>
    public static PropertyAutomaton? Build(RegexBuilder builder, Regex[] languages, int classes)
    {
        var numbers = new Dictionary<Regex[], int>(VectorComparer.Instance) { [languages] = 0 };
        var vectors = new List<Regex[]> { languages };
        var next = new List<int>();
        for (int state = 0; state < vectors.Count; state++)
        {
            for (int letter = 0; letter < classes; letter++)
            {
                Regex[] derived = [.. vectors[state].Select(r => builder.Derivative(r, (byte)letter))];
                if (!numbers.TryGetValue(derived, out int number))
                {
                    numbers.Add(derived, number = vectors.Count);
                    vectors.Add(derived);
                    if (vectors.Count > MaxStates || (long)vectors.Count * classes * languages.Length > MaxDerivatives)
                    {
                        return null;
                    }
                }

                next.Add(number);
            }
        }

        return Merge([.. next], [.. vectors.SelectMany(v => v.Select(r => r.IsNullable))], classes, languages.Length);
    }

    /// <summary>Refines blocks of states until no class leads two states of one block into different ones.</summary>
    private static PropertyAutomaton Merge(int[] next, bool[] holds, int classes, int properties)
    {
        int count = next.Length / classes;
        int[] block = new int[count];
        int blocks = 0;
        while (true)
        {
            var numbers = new Dictionary<string, int>();
            int[] refined = new int[count];
            for (int state = 0; state < count; state++)
            {
                IEnumerable<int> facts = Enumerable.Range(0, properties).Select(p => holds[(state * properties) + p] ? 1 : 0)
                    .Append(block[state])
                    .Concat(Enumerable.Range(0, classes).Select(c => block[next[(state * classes) + c]]));
                string key = string.Join(',', facts);
                if (!numbers.TryGetValue(key, out int number))
                {
                    numbers.Add(key, number = numbers.Count);
                }

                refined[state] = number;
            }

            block = refined;
            if (numbers.Count == blocks)
            {
                break;
            }

            blocks = numbers.Count;
        }

        int[] mergedNext = new int[blocks * classes];
        bool[] mergedHolds = new bool[blocks * properties];
        for (int state = 0; state < count; state++)
        {
            for (int c = 0; c < classes; c++)
            {
                mergedNext[(block[state] * classes) + c] = block[next[(state * classes) + c]];
            }

            for (int p = 0; p < properties; p++)
            {
                mergedHolds[(block[state] * properties) + p] = holds[(state * properties) + p];
            }
        }

        return new PropertyAutomaton(mergedNext, mergedHolds, classes, properties);
    }

    private sealed class VectorComparer : IEqualityComparer<Regex[]>
    {
        public static readonly VectorComparer Instance = new();

        public bool Equals(Regex[]? x, Regex[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(Regex[] obj)
        {
            var hash = new HashCode();
            foreach (Regex regex in obj)
            {
                hash.Add(regex.Id);
            }

            return hash.ToHashCode();
        }
    }
}

/// <summary>Numbers regexes from 0, equal ones alike.</summary>
internal sealed class RegexNumbers
{
    private readonly Dictionary<Regex, int> _numbers = [];
    private readonly List<Regex> _regexes = [];

    /// <summary>The regexes in the order of their numbers.</summary>
    public Regex[] Regexes => [.. _regexes];

    /// <summary>The number of a regex.</summary>
    public int Of(Regex regex)
    {
        if (!_numbers.TryGetValue(regex, out int number))
        {
            _numbers.Add(regex, number = _regexes.Count);
            _regexes.Add(regex);
        }

        return number;
    }
}
