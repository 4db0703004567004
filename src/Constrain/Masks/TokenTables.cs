// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Masks;

/// <summary>The tables of the regexes that were met over one vocabulary, in whatever grammar.</summary>
/// <remarks>
/// Every string of every schema shares one. What is not in the tables is found, if it can be, from what is: a long count from a
/// longer one, any count from all counts at once (<see cref="CountedTables"/>); else by a walk. Memory: bounded. Threads: any; a
/// hit takes no lock.
/// </remarks>
/// <param name="vocabulary">The tokens.</param>
/// <param name="maxBytes">The memory that the tables may take.</param>
/// <param name="minSkipped">See <see cref="RegexWalk"/>.</param>
internal sealed class TokenTables(Vocabulary vocabulary, long maxBytes = 24L << 20, int minSkipped = 128)
{
    private readonly Lock _gate = new();
    private readonly Generations<TokenTable?> _tables = new(maxBytes / 2);
    private readonly Generations<CountedTables?> _counted = new(maxBytes / 2);
    private RegexBuilder? _builder;
    private RegexWalk? _walk;

    /// <summary>The table of a regex; null when it has none (see <see cref="RegexWalk"/>).</summary>
    /// <param name="regexes">The builder of the regex.</param>
    /// <param name="regex">The regex.</param>
    public TokenTable? Of(RegexBuilder regexes, Regex regex) =>
        _tables.TryGet(regex, out TokenTable? table) ? table : Find(regexes, regex);

    private TokenTable? Find(RegexBuilder regexes, Regex regex)
    {
        lock (_gate)
        {
            if (!_tables.TryRenew(regex, out TokenTable? table))
            {
                if (_builder != regexes)
                {
                    _builder = regexes;
                    _walk = new RegexWalk(regexes, vocabulary, minSkipped);
                }

                table = TryBuild(regex);
                _tables.Add(regex, table, table?.Size ?? 0);
            }

            return table;
        }
    }

    private TokenTable? TryBuild(Regex regex)
    {
        try
        {
            Regex like = Clamped(_builder!, regex, vocabulary.Trie.MaxDepth);
            return like != regex ? Find(_builder!, like) : ByCount(regex) ?? _walk!.Build(regex);
        }
        catch (GrammarException e) when (e.Error == GrammarError.LimitExceeded)
        {
            // What a table needs to know is more than what a mask does (a regex without its bounds, texts that no token holds): that
            // it takes too much does not say that the mask does. The plain walk decides.
            return null;
        }
    }

    private TokenTable? ByCount(Regex regex)
    {
        (Regex head, Regex tail) = regex is Regex.Concat concat ? (concat.Head, concat.Tail) : (regex, _builder!.Epsilon);
        Regex[] parts = head is Regex.Intersection intersection ? intersection.Parts : [head];
        // A bound from above is another at each character; one from below soon is none.
        int counted = Array.FindIndex(parts, part => part is Regex.Repeat { Inner.IsNullable: false, Max: < Regex.Repeat.Unbounded });
        counted = counted >= 0 ? counted : Array.FindIndex(parts, part => part is Regex.Repeat { Inner.IsNullable: false, Min: > 0 });
        if (counted < 0)
        {
            return null;
        }

        // Where the tail begins must be plain, and the regex must not end before: a token that only stays inside without the bounds
        // could then also end it, which is not noted.
        var bounds = (Regex.Repeat)parts[counted];
        if (bounds.Inner.IsNarrow || tail.IsNullable || (_builder!.FirstBytesOf(tail) & _builder.FirstBytesOf(bounds.Inner)) != ByteSet.None)
        {
            return null;
        }

        Regex rounds = _builder.Star(bounds.Inner);
        Regex all = _builder.Concat(_builder.Intersect([.. parts[..counted], rounds, .. parts[(counted + 1)..]]), tail);
        if (!_counted.TryRenew(all, out CountedTables? tables))
        {
            tables = _walk!.BuildCounted(all, rounds);
            _counted.Add(all, tables, tables?.Size ?? 0);
        }

        return tables?.Of(bounds.Min, bounds.Max, _builder.MinLength(tail), token => IsInside(regex, token));
    }

    private bool IsInside(Regex regex, int token)
    {
        foreach (byte letter in vocabulary.GetBytes(token))
        {
            regex = _builder!.Derivative(regex, letter);
        }

        return !_builder!.IsEmpty(regex);
    }

    /// <summary>A regex that no token of the vocabulary tells from this one.</summary>
    /// <remarks>
    /// A token has at most D bytes, so it cannot use up a count above D, nor fill a minimum above it: such a maximum is as good as
    /// none, and all such minima are alike. So the positions of a long bounded string share one table.
    /// </remarks>
    private static Regex Clamped(RegexBuilder regexes, Regex regex, long longest)
    {
        StackGuard.Ensure("the regex");
        switch (regex)
        {
            case Regex.Repeat repeat when repeat.Min > longest + 1 || (repeat.Max > longest + 1 && repeat.Max != Regex.Repeat.Unbounded):
                return regexes.Repeat(
                    repeat.Inner,
                    (int)Math.Min(repeat.Min, longest + 1),
                    repeat.Max > longest + 1 ? Regex.Repeat.Unbounded : repeat.Max);
            case Regex.Concat(var head, var tail) when head.MinLengthBound <= longest:
                Regex first = Clamped(regexes, head, longest);
                Regex second = Clamped(regexes, tail, longest - head.MinLengthBound);
                return first == head && second == tail ? regex : regexes.Concat(first, second);
            default:
                return regex;
        }
    }
}
