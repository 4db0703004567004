// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Cli.Tokens;

/// <summary>Short documents of a constraint without a model: each step draws uniformly among some tokens that the mask allows.</summary>
/// <remarks>
/// The tokens are the single bytes and the words of the English sentences, whatever vocabulary is studied, so that all are given the
/// same documents; bytes that are no visible ASCII are drawn only where nothing else is allowed. One step in three goes towards the
/// nearest end, and past a length of <see cref="Slack"/> bytes more than the shortest document all do: so a document ends.
/// </remarks>
internal sealed class InstanceSampler
{
    /// <summary>Bytes that a document may have more than the shortest one before it is led to its end.</summary>
    private const int Slack = 600;

    private readonly Constraint _constraint;
    private readonly Vocabulary _vocabulary;
    private readonly bool[] _isUsual;
    private ulong _state;

    /// <param name="constraint">What the documents satisfy.</param>
    /// <param name="words">Words for the text in them.</param>
    /// <param name="seed">The same seed gives the same documents.</param>
    public InstanceSampler(Constraint constraint, IEnumerable<string> words, ulong seed)
    {
        _constraint = constraint;
        _state = seed;
        byte[][] tokens =
        [
            .. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }),
            .. words.SelectMany(word => new[] { word, " " + word }).Select(Encoding.UTF8.GetBytes),
            [],
        ];
        _isUsual = [.. tokens.Select(bytes => bytes.All(value => value is > (byte)' ' and <= (byte)'~' and not (byte)'\\') || bytes.Length > 1)];
        _vocabulary = Vocabulary.FromTokens([.. tokens.Select(bytes => (ReadOnlyMemory<byte>)bytes)], [tokens.Length - 1]);
    }

    /// <summary>The next document.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: the constraint grows past every bound.</exception>
    public byte[] Next()
    {
        Matcher matcher = _constraint.CreateMatcher(_vocabulary);
        var text = new List<byte>();
        long end = matcher.MinimumBytes + Slack;
        while (true)
        {
            bool goesToEnd = Below(3) == 0;
            if (matcher.IsAccepting && goesToEnd)
            {
                return [.. text];
            }

            long least = matcher.MinimumBytes;
            long left = goesToEnd ? least : Math.Max(least, end - text.Count);
            int[] allowed = Allowed(matcher.MaskWithin(Math.Max(0, left - 1)));
            if (allowed.Length == 0)
            {
                return matcher.IsAccepting ? [.. text] : throw new InvalidOperationException("a mask is empty before the end of the document");
            }

            int token = allowed[Below(allowed.Length)];
            matcher.TryAccept(token);
            text.AddRange(_vocabulary.GetBytes(token));
        }
    }

    private int[] Allowed(TokenMask mask)
    {
        int[] all = [.. mask.ToArray().Where(token => !_vocabulary.IsEndOfGeneration(token))];
        int[] usual = [.. all.Where(token => _isUsual[token])];
        return usual.Length > 0 ? usual : all;
    }

    /// <summary>SplitMix64: the same numbers on every platform and in every version of the framework.</summary>
    private int Below(int bound)
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)Math.BigMul(z ^ (z >> 31), (ulong)bound, out _);
    }
}
