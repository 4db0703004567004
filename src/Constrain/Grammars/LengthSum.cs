// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Grammars;

/// <summary>A length in bytes that depends on the lengths of symbols: a constant, and the sum of count times symbol.</summary>
internal sealed class LengthSum(IReadOnlyList<(Symbol Symbol, long Count)> terms, long constant = 0)
{
    /// <summary>The terms that are taken at all: none times a symbol without a word is 0, and the symbol need not be looked at.</summary>
    public IReadOnlyList<(Symbol Symbol, long Count)> Terms { get; } = [.. terms.Where(term => term.Count > 0)];

    /// <summary>The length of a production.</summary>
    public static LengthSum Of(Sequence production) => Longer(production, 0);

    /// <summary>The length of a production, and some bytes more.</summary>
    public static LengthSum Longer(Sequence production, long constant)
    {
        var terms = new List<(Symbol, long)>();
        for (Sequence sequence = production; !sequence.IsEmpty; sequence = sequence.Rest)
        {
            terms.Add((sequence.Head, 1));
        }

        return new LengthSum(terms, constant);
    }

    /// <summary>The sum with a length for each symbol.</summary>
    public long Evaluate(Func<Symbol, long> lengthOf)
    {
        long sum = constant;
        foreach ((Symbol symbol, long count) in Terms)
        {
            sum = Lengths.Add(sum, Lengths.Multiply(lengthOf(symbol), count));
        }

        return sum;
    }
}
