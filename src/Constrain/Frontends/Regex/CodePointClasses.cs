// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>A partition of all characters into classes that some sets do not tell apart (minterms).</summary>
/// <remarks>Invariant: the classes are not empty, do not overlap and have all characters; each of the sets is a union of classes.</remarks>
internal sealed class CodePointClasses
{
    /// <summary>The most classes: each is one letter of a regex over bytes.</summary>
    public const int MaxCount = 256;

    /// <summary>All characters are one class.</summary>
    public static readonly CodePointClasses Whole = new([CodePointSet.All]);

    private CodePointClasses(CodePointSet[] sets) => Sets = sets;

    /// <summary>The characters of each class.</summary>
    public CodePointSet[] Sets { get; }

    /// <summary>How many classes there are.</summary>
    public int Count => Sets.Length;

    /// <summary>The coarsest partition that these sets do not cut.</summary>
    /// <returns>Null when there are more than <see cref="MaxCount"/> classes.</returns>
    public static CodePointClasses? Of(IEnumerable<CodePointSet> sets)
    {
        var classes = new List<CodePointSet> { CodePointSet.All };
        var seen = new HashSet<CodePointSet>();
        foreach (CodePointSet set in sets)
        {
            if (!seen.Add(set))
            {
                continue;
            }

            CodePointSet outside = set.Complement();
            for (int i = classes.Count - 1; i >= 0; i--)
            {
                CodePointSet common = classes[i].Intersect(set);
                if (!common.IsEmpty && !common.Equals(classes[i]))
                {
                    classes.Add(classes[i].Intersect(outside));
                    classes[i] = common;
                }
            }

            if (classes.Count > MaxCount)
            {
                return null;
            }
        }

        return new CodePointClasses([.. classes]);
    }
}

/// <summary>Writes every character as the number of its class, so that the derivative engine runs over classes of characters.</summary>
/// <remarks>Asks what a part of a text says about a place in it; never for output. Exact for sets that are unions of classes.</remarks>
internal sealed class ClassEncoding(RegexBuilder builder, CodePointClasses classes) : CharEncoding(builder)
{
    private readonly Dictionary<CodePointSet, Regex> _memo = [];

    /// <inheritdoc/>
    public override Regex AnyText => Builder.Star(Of(CodePointSet.All));

    /// <inheritdoc/>
    public override Regex Of(CodePointSet set)
    {
        if (!_memo.TryGetValue(set, out Regex? regex))
        {
            ByteSet letters = ByteSet.None;
            for (int i = 0; i < classes.Count; i++)
            {
                if (!classes.Sets[i].Intersect(set).IsEmpty)
                {
                    letters |= ByteSet.Of((byte)i);
                }
            }

            _memo.Add(set, regex = Builder.Bytes(letters));
        }

        return regex;
    }
}
