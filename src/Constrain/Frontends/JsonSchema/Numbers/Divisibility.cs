// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The plain decimals that a number divides, read digit by digit.</summary>
/// <remarks>
/// The divisor is N × 10^Z × 10^-S with integers, where ten does not divide N, and Z or S is 0. A decimal with at most S digits
/// after the point, as the integer r of its digits with zeros up to S, is a multiple of N × 10^-S when N divides r. What
/// distinguishes two beginnings is what may follow them. With k more digits before the point, and S after it, exactly those
/// complete a multiple that make c_k = -r·10^k mod N, or that plus a multiple of N; there are some when c_k &lt; 10^(k+S). So
/// a state is the least k for which there is a completion, with its c_k: every later c follows from it, as c_(k+1) =
/// 10·c_k mod N. Where S = 0 that makes the automaton minimal (two states differ in a word that one of them accepts), so
/// factors 2 and 5 of N cost few states. The Z zeros at the end are counted once N divides what is before them.
/// </remarks>
internal static class Divisibility
{
    /// <summary>
    /// States of one automaton, built as texts get there; about 500 bytes each with their rows. Showing that a range holds no
    /// multiple visits some few for each of them, which has to stay well inside the bound of that search.
    /// </summary>
    private const int MaxStates = 20_000;

    /// <summary>
    /// Zeros between the divisor's digits and the point: no text has that many, and beside a bound of a thousand digits
    /// every one of them multiplies its states.
    /// </summary>
    private const int MaxZeros = 64;

    private static readonly ByteSet Digits = ByteSet.OfAscii("0123456789");
    private static readonly ByteSet DigitsAndPoint = ByteSet.OfAscii("0123456789.");
    private static readonly BigInteger[] PowersOfTen = [.. Enumerable.Range(0, 40).Select(n => BigInteger.Pow(10, n))];

    /// <summary>The plain decimals without a sign that are multiples of a positive number.</summary>
    /// <param name="regexes">Where the regex is made.</param>
    /// <param name="divisor">The number, above 0.</param>
    /// <param name="hasFraction">Whether there may be a fraction: not only <c>(0|[1-9]\d*)</c> but also <c>(\.\d+)?</c> after it.</param>
    /// <param name="location">Where the divisor stands, for the error.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: past <see cref="MaxStates"/> or <see cref="MaxZeros"/>.</exception>
    public static Regex Multiples(RegexBuilder regexes, JsonDecimal divisor, bool hasFraction, SourceLocation? location = null) =>
        Multiples(
            regexes,
            divisor,
            divisor.Significand,
            Math.Max(-divisor.Exponent, 0),
            hasFraction,
            location);

    /// <summary>The integers among <see cref="Multiples(RegexBuilder, JsonDecimal, bool, SourceLocation?)"/>.</summary>
    /// <param name="regexes">Where the regex is made.</param>
    /// <param name="divisor">The number, above 0.</param>
    /// <param name="hasZeros">Whether the integers may have a point and zeros after it.</param>
    /// <param name="location">Where the divisor stands, for the error.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: past <see cref="MaxStates"/> or <see cref="MaxZeros"/>.</exception>
    public static Regex IntegerMultiples(RegexBuilder regexes, JsonDecimal divisor, bool hasZeros, SourceLocation? location = null)
    {
        // N·10^-S divides the integer n when N divides n·10^S: what N shares with 10^S is no matter.
        BigInteger shared = BigInteger.GreatestCommonDivisor(divisor.Significand, BigInteger.Pow(10, Math.Max(-divisor.Exponent, 0)));
        return Multiples(regexes, divisor, divisor.Significand / shared, 0, hasZeros, location);
    }

    private static Regex Multiples(
        RegexBuilder regexes, JsonDecimal divisor, BigInteger modulus, int scale, bool hasFraction, SourceLocation? location)
    {
        Check(divisor, modulus, scale, location);
        var empty = new WholeState(modulus, scale, hasFraction, Math.Max(divisor.Exponent, 0), 0, BigInteger.Zero, 0);
        var regex = new List<Regex> { regexes.Concat(regexes.Literal("0"), empty.AfterZero(regexes)) };
        for (byte digit = (byte)'1'; digit <= '9'; digit++)
        {
            regex.Add(regexes.Concat(regexes.Bytes(ByteSet.Of(digit)), empty.Derive(regexes, digit)));
        }

        return regexes.Union([.. regex]);
    }

    /// <summary>Refuses a divisor whose multiples cannot be told apart within the limits.</summary>
    /// <param name="divisor">The number, above 0.</param>
    /// <param name="location">Where the divisor stands, for the error.</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>: past <see cref="MaxStates"/> or <see cref="MaxZeros"/>.</exception>
    public static void Check(JsonDecimal divisor, SourceLocation? location) =>
        Check(divisor, divisor.Significand, Math.Max(-divisor.Exponent, 0), location);

    private static void Check(JsonDecimal divisor, BigInteger modulus, int scale, SourceLocation? location)
    {
        if (Math.Abs(divisor.Exponent) > MaxZeros)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"multipleOf has its last digit at 10^{divisor.Exponent}; the limit is 10^±{MaxZeros}",
                location,
                "multipleOf",
                "use a divisor nearer to 1, or leave it out");
        }

        if (CountStates(modulus, scale) > MaxStates)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"multipleOf {divisor} needs an automaton of more than {MaxStates} states",
                location,
                "multipleOf",
                "use a divisor of four digits at most (zeros around them do not count)");
        }
    }

    /// <summary>At least as many states as there are, but for the zeros at the end.</summary>
    private static BigInteger CountStates(BigInteger modulus, int scale)
    {
        BigInteger whole = BigInteger.Zero;
        BigInteger fraction = BigInteger.Zero;
        BigInteger power = BigInteger.One;
        int exponent = 0;
        for (; exponent <= scale && fraction <= MaxStates; exponent++, power *= 10)
        {
            // c_k is a multiple of gcd(10^k, N), and less than both.
            fraction += BigInteger.Min(power, modulus) / BigInteger.GreatestCommonDivisor(power, modulus);
        }

        power = TenTo(scale);
        BigInteger distinct = modulus / BigInteger.GreatestCommonDivisor(power, modulus);
        for (; power < modulus && whole <= MaxStates; power *= 10)
        {
            whole += (power / BigInteger.GreatestCommonDivisor(power, modulus)) + 1;
        }

        whole += modulus / BigInteger.GreatestCommonDivisor(power, modulus);
        return fraction + BigInteger.Min(whole, distinct);
    }

    private static BigInteger TenTo(int exponent) => exponent < PowersOfTen.Length ? PowersOfTen[exponent] : BigInteger.Pow(10, exponent);

    /// <summary>The remainder that is not negative.</summary>
    private static BigInteger Modulo(BigInteger value, BigInteger modulus)
    {
        var remainder = BigInteger.Remainder(value, modulus);
        return remainder.Sign < 0 ? remainder + modulus : remainder;
    }

    /// <summary>Before the point.</summary>
    /// <param name="Modulus">N.</param>
    /// <param name="Scale">S.</param>
    /// <param name="HasFraction">Whether a point may follow.</param>
    /// <param name="Zeros">Z.</param>
    /// <param name="Missing">k: the least number of digits that, with S after the point, can complete a multiple of N.</param>
    /// <param name="Needed">c_k: what these digits make.</param>
    /// <param name="ZerosLeft">How many of the zeros are still to come; all of them until N divides what was read.</param>
    private sealed record WholeState(
        BigInteger Modulus, int Scale, bool HasFraction, int Zeros, int Missing, BigInteger Needed, int ZerosLeft) : DfaState
    {
        public override bool IsAccepting => MayEnd && Needed.IsZero;

        public override long MinLengthBound => Missing + ZerosLeft + (MayEnd && !Needed.IsZero ? 1 : 0);

        public override ByteClasses ClassesIn(RegexBuilder builder) => builder.ClassesOfLetters(HasFraction ? DigitsAndPoint : Digits);

        /// <summary>Whether no digit before the point has to follow.</summary>
        private bool MayEnd => Missing == 0 && ZerosLeft == 0;

        public override Regex Derive(RegexBuilder builder, byte letter)
        {
            if (letter == '.' && HasFraction && MayEnd)
            {
                return builder.Dfa(new FractionState(Modulus, Scale, Needed, true));
            }

            if (letter is < (byte)'0' or > (byte)'9')
            {
                return builder.Nothing;
            }

            // With the digit d, r becomes 10·r + d·10^S; so the new c_j is the old c_(j+1) less d·10^(j+S). No c before the old
            // one's predecessor can fit, for its completion with the digit before it would have fitted one digit earlier.
            BigInteger next = Missing == 0 ? Needed * 10 : Needed;
            int missing = Math.Max(Missing - 1, 0);
            BigInteger needed = Modulo(next - ((letter - '0') * TenTo(missing + Scale)), Modulus);
            while (needed >= TenTo(missing + Scale))
            {
                needed = needed * 10 % Modulus;
                missing++;
            }

            // A zero counts when N divides what is before it (k = 0, as S = 0 where there are zeros); any other digit begins anew.
            bool counts = letter == '0' && Missing == 0;
            return builder.Dfa(this with { Missing = missing, Needed = needed, ZerosLeft = counts ? Math.Max(ZerosLeft - 1, 0) : Zeros });
        }

        /// <summary>What may follow the digit 0 as the whole part, of which the state is the beginning.</summary>
        public Regex AfterZero(RegexBuilder builder) => HasFraction
            ? builder.Optional(builder.Concat(builder.Literal("."), builder.Dfa(new FractionState(Modulus, Scale, Needed, true))))
            : builder.Epsilon;
    }

    /// <summary>After the point: the next <see cref="Missing"/> digits make <see cref="Needed"/>, and zeros follow them; zeros at the end may be left out.</summary>
    /// <param name="Modulus">N.</param>
    /// <param name="Missing">Digits up to the S-th after the point.</param>
    /// <param name="Needed">Less than 10^<paramref name="Missing"/>.</param>
    /// <param name="IsFirst">Directly after the point, where there must be a digit.</param>
    private sealed record FractionState(BigInteger Modulus, int Missing, BigInteger Needed, bool IsFirst) : DfaState
    {
        public override bool IsAccepting => !IsFirst && Needed.IsZero;

        public override long MinLengthBound => IsAccepting ? 0 : 1;

        public override ByteClasses ClassesIn(RegexBuilder builder) => builder.ClassesOfLetters(Digits);

        public override Regex Derive(RegexBuilder builder, byte letter)
        {
            if (letter is < (byte)'0' or > (byte)'9')
            {
                return builder.Nothing;
            }

            if (Missing == 0)
            {
                return letter == '0' ? builder.Star(builder.Literal("0")) : builder.Nothing;
            }

            BigInteger rest = TenTo(Missing - 1);
            BigInteger needed = Modulo(Needed - ((letter - '0') * rest), Modulus);
            return needed >= rest ? builder.Nothing
                : Missing == 1 ? builder.Star(builder.Literal("0"))
                : builder.Dfa(new FractionState(Modulus, Missing - 1, needed, false));
        }
    }
}
