// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.TestKit;

/// <summary>All regexes of up to so many operators over 'a' and "any other byte", each once per engine node, with its words.</summary>
/// <remarks>
/// Trees that the smart constructors send to one object are one entry from then on, which keeps millions of trees feasible;
/// <see cref="Violations"/> holds those whose words differ from the words of the object they were sent to.
/// </remarks>
internal sealed class SmallScopeRegexes
{
    private readonly Dictionary<Regex, WordScope.Language> _languages = [];
    private readonly List<List<Regex>> _levels = [];
    private readonly List<Regex> _level;

    public SmallScopeRegexes(RegexBuilder builder, WordScope scope, int maxOperators)
    {
        WordScope.Language a = scope.Where(static w => w is [(byte)'a']);
        WordScope.Language b = scope.Where(static w => w is [(byte)'b']);
        WordScope.Language none = scope.Nothing;
        _level = [];
        Add(() => "∅", builder.Nothing, none);
        Add(() => "()", builder.Epsilon, scope.Epsilon);
        Add(() => "a", builder.Bytes(ByteSet.Of((byte)'a')), a);
        Add(() => "[^a]", builder.Bytes(~ByteSet.Of((byte)'a')), b);
        _levels.Add(_level);
        for (int operators = 1; operators <= maxOperators; operators++)
        {
            _level = [];
            foreach (Regex x in _levels[operators - 1])
            {
                AddUnary(builder, x);
            }

            for (int left = 0; left < operators; left++)
            {
                foreach (Regex x in _levels[left])
                {
                    foreach (Regex y in _levels[operators - 1 - left])
                    {
                        AddBinary(builder, x, y);
                    }
                }
            }

            _levels.Add(_level);
        }
    }

    /// <summary>Each regex with its words in the scope.</summary>
    public IReadOnlyDictionary<Regex, WordScope.Language> Languages => _languages;

    /// <summary>How many trees were built.</summary>
    public long Trees { get; private set; }

    /// <summary>Trees that a smart constructor sent to an object with other words.</summary>
    public List<string> Violations { get; } = [];

    private void AddUnary(RegexBuilder builder, Regex x)
    {
        WordScope.Language words = _languages[x];
        Add(() => $"~{RegexTerm.Of(x)}", builder.Complement(x), ~words);
        foreach ((int min, int max) in ((int, int)[])[(0, RegexTerm.Unbounded), (1, RegexTerm.Unbounded), (2, RegexTerm.Unbounded), (0, 1), (1, 2), (2, 2)])
        {
            Add(() => $"({RegexTerm.Of(x)}){{{min},{max}}}", builder.Repeat(x, min, max), words.Repeated(min, max));
        }
    }

    private void AddBinary(RegexBuilder builder, Regex x, Regex y)
    {
        WordScope.Language first = _languages[x];
        WordScope.Language second = _languages[y];
        Add(() => $"({RegexTerm.Of(x)} {RegexTerm.Of(y)})", builder.Concat(x, y), first.Then(second));
        if (x.Id > y.Id)
        {
            return; // the other order was or will be met; that order does not matter is a law of its own
        }

        Add(() => $"({RegexTerm.Of(x)}|{RegexTerm.Of(y)})", builder.Union(x, y), first | second);
        Add(() => $"({RegexTerm.Of(x)}&{RegexTerm.Of(y)})", builder.Intersect(x, y), first & second);
    }

    private void Add(Func<string> written, Regex regex, WordScope.Language words)
    {
        Trees++;
        if (!_languages.TryGetValue(regex, out WordScope.Language known))
        {
            _languages.Add(regex, words);
            _level.Add(regex);
        }
        else if (known != words && Violations.Count < 20)
        {
            Violations.Add($"{written()} has the words {words}; sent to {RegexTerm.Of(regex)}, which has {known}");
        }
    }
}
