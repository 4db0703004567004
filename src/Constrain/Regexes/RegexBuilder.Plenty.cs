// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain.Regexes;

/// <summary>Whether a language has more words than anybody will ever write.</summary>
internal sealed partial class RegexBuilder
{
    /// <summary>What <see cref="HasMany"/> finds: so many words at the least.</summary>
    public const int Many = 1 << (LetterBits * Letters);

    private const int Letters = 4;
    private const int LetterBits = 4;

    /// <summary>
    /// Whether it is plain to see that there are at least <see cref="Many"/> words: in each of four places in turn most small
    /// letters will do, all of them alike. False does not say that there are not.
    /// </summary>
    public bool HasMany(Regex regex)
    {
        RegexMemo memo = regex.Remember();
        memo.HasMany ??= new StrongBox<bool>(FindMany(regex));
        return memo.HasMany.Value;
    }

    private bool FindMany(Regex regex)
    {
        for (int i = 0; i < Letters; i++)
        {
            // Letters of one class lead to one and the same regex.
            byte[] classes = ClassesOf(regex).Map;
            int count = 0;
            byte most = 0;
            for (byte letter = (byte)'a'; letter <= 'z'; letter++)
            {
                int alike = classes.AsSpan('a', 26).Count(classes[letter]);
                (count, most) = alike > count ? (alike, letter) : (count, most);
            }

            if (count < 1 << LetterBits)
            {
                return false;
            }

            regex = Derivative(regex, most);
        }

        return !IsEmpty(regex);
    }
}
