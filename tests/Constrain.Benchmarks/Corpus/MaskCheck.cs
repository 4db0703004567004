// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Benchmarks.Corpus;

/// <summary>Compares masks with those of the plain walk over the token trie, bit for bit.</summary>
internal sealed class MaskCheck
{
    private const int MaxReported = 20;

    private readonly List<string> _differences = [];

    /// <summary>The file whose masks are compared next.</summary>
    public string File { get; set; } = string.Empty;

    public long Compared { get; private set; }

    public long Different { get; private set; }

    /// <summary>The first few differences, a line each.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Compares the mask that a matcher gave where it stands.</summary>
    /// <param name="matcher">The matcher.</param>
    /// <param name="mask">Its mask.</param>
    /// <param name="place">How many tokens it has accepted.</param>
    public void Compare(Matcher matcher, TokenMask mask, int place)
    {
        Compared++;
        TokenMask walked = matcher.WalkedMask;
        if (mask.Words.SequenceEqual(walked.Words) && mask.Count == walked.Count)
        {
            return;
        }

        Different++;
        if (_differences.Count < MaxReported)
        {
            int[] tokens = mask.ToArray();
            int[] expected = walked.ToArray();
            _differences.Add($"{File}, after {place} tokens: {tokens.Length} tokens instead of {expected.Length}"
                + $"; missing {Some(expected.Except(tokens))}; too many {Some(tokens.Except(expected))}; count {mask.Count}");
        }
    }

    private static string Some(IEnumerable<int> tokens) => $"[{string.Join(' ', tokens.Take(5))}]";
}
