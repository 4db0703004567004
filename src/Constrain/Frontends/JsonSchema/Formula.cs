// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What can be said of an array or an object as a whole, and what its members, one after the other, make true or false.</summary>
/// <remarks>Compared by reference.</remarks>
internal abstract class Claim;

/// <summary>Claims joined by "not", "and" and "or".</summary>
/// <remarks>
/// Interned by <see cref="FormulaTable"/>, in negation normal form. While the members of an object are read, its formula is
/// what is left to be shown: the derivative of a formula by a member replaces each claim by what is left of it.
/// </remarks>
internal abstract class Formula(int id)
{
    /// <summary>What always holds.</summary>
    public static readonly Formula True = new Constant(0);

    /// <summary>What never holds.</summary>
    public static readonly Formula False = new Constant(1);

    public int Id { get; } = id;

    /// <summary>The claims in it, each once, in the order in which they were made.</summary>
    public abstract Claim[] Claims { get; }

    private sealed class Constant(int id) : Formula(id)
    {
        public override Claim[] Claims => [];
    }

    /// <summary>A claim, or its opposite.</summary>
    public sealed class Literal(int id, Claim claim, bool isPositive) : Formula(id)
    {
        public Claim Claim { get; } = claim;

        public bool IsPositive { get; } = isPositive;

        public override Claim[] Claims { get; } = [claim];
    }

    /// <summary>All parts, or any. Invariant: two parts or more, ascending by id, none of them of this kind.</summary>
    public sealed class Junction(int id, bool isAll, Formula[] parts) : Formula(id)
    {
        private Claim[]? _claims;

        public bool IsAll { get; } = isAll;

        public Formula[] Parts { get; } = parts;

        public override Claim[] Claims => _claims ??= ClaimsOf(Parts);

        private static Claim[] ClaimsOf(Formula[] parts)
        {
            Effort.Spend(1 + (parts.Sum(p => p.Claims.Length) / 16));
            return [.. parts.SelectMany(p => p.Claims).Distinct()];
        }
    }
}

/// <summary>Makes and interns formulas. Threads: used under the lock of the automaton.</summary>
internal sealed class FormulaTable
{
    /// <summary>Parts of one formula; each step through a document takes time in proportion.</summary>
    private const int MaxParts = 1 << 14;

    private readonly Dictionary<(Claim, bool), Formula> _literals = [];
    private readonly Dictionary<(bool, string), Formula> _junctions = [];
    private readonly Dictionary<Formula, Formula> _negations = [];
    private int _nextId = 2;

    /// <summary>A claim.</summary>
    public Formula Of(Claim claim) => Literal(claim, true);

    /// <summary>The opposite.</summary>
    public Formula Not(Formula formula)
    {
        if (formula == Formula.True || formula == Formula.False)
        {
            return formula == Formula.True ? Formula.False : Formula.True;
        }

        if (!_negations.TryGetValue(formula, out Formula? negation))
        {
            negation = formula is Formula.Junction junction
                ? Join(!junction.IsAll, junction.Parts.Select(Not))
                : formula is Formula.Literal literal ? Literal(literal.Claim, !literal.IsPositive) : throw new InvalidOperationException();
            _negations[formula] = negation;
        }

        return negation;
    }

    /// <summary>All of them.</summary>
    public Formula All(params IEnumerable<Formula> parts) => Join(true, parts);

    /// <summary>Any of them.</summary>
    public Formula Any(params IEnumerable<Formula> parts) => Join(false, parts);

    /// <summary>Exactly one of them.</summary>
    public Formula ExactlyOne(IReadOnlyList<Formula> parts) =>
        Any(parts.Select((part, i) => All(parts.Select((other, j) => i == j ? part : Not(other)))));

    /// <summary>The formula with each claim replaced.</summary>
    public Formula Replace(Formula formula, Func<Claim, Formula?> by) => Replace(formula, by, []);

    private Formula Replace(Formula formula, Func<Claim, Formula?> by, Dictionary<Formula, Formula> known)
    {
        switch (formula)
        {
            case Formula.Literal literal:
                return by(literal.Claim) is not { } left ? literal : literal.IsPositive ? left : Not(left);
            case Formula.Junction junction:
                if (!known.TryGetValue(formula, out Formula? result))
                {
                    Effort.Spend();
                    known.Add(formula, result = Join(junction.IsAll, junction.Parts.Select(part => Replace(part, by, known))));
                }

                return result;
            default:
                return formula;
        }
    }

    private Formula Literal(Claim claim, bool isPositive)
    {
        if (!_literals.TryGetValue((claim, isPositive), out Formula? literal))
        {
            _literals.Add((claim, isPositive), literal = new Formula.Literal(_nextId++, claim, isPositive));
        }

        return literal;
    }

    /// <summary>Joins parts; what a literal beside them settles is settled in the others.</summary>
    private Formula Join(bool isAll, IEnumerable<Formula> parts)
    {
        Formula neutral = isAll ? Formula.True : Formula.False;
        Formula absorbing = isAll ? Formula.False : Formula.True;
        var all = new SortedDictionary<int, Formula>();
        var settled = new Dictionary<Claim, bool>();
        var pending = new Queue<Formula>(parts);
        while (pending.TryDequeue(out Formula? part))
        {
            Effort.Spend();
            // Beside the literal a, a is true in every other part of a conjunction and false in every other part of a disjunction.
            if (settled.Count > 0 && Array.Exists(part.Claims, settled.ContainsKey))
            {
                part = Replace(part, claim => settled.TryGetValue(claim, out bool value) ? value ? Formula.True : Formula.False : null);
            }

            if (part == absorbing)
            {
                return absorbing;
            }

            switch (part)
            {
                case Formula.Junction junction when junction.IsAll == isAll:
                    foreach (Formula inner in junction.Parts)
                    {
                        pending.Enqueue(inner);
                    }

                    break;
                case Formula.Literal literal:
                    settled.Add(literal.Claim, literal.IsPositive == isAll);
                    foreach (Formula other in all.Values.Where(f => Array.IndexOf(f.Claims, literal.Claim) >= 0).ToArray())
                    {
                        all.Remove(other.Id);
                        pending.Enqueue(other);
                    }

                    all.Add(literal.Id, literal);
                    break;
                case var _ when part != neutral:
                    all[part.Id] = part;
                    break;
            }
        }

        if (all.Count > MaxParts)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded, $"one value has more than {MaxParts} conditions on it", hint: "combine fewer oneOf, not and if with each other");
        }

        return all.Count switch
        {
            0 => neutral,
            1 => all.Values.First(),
            _ => Intern(isAll, [.. all.Values]),
        };
    }

    private Formula Intern(bool isAll, Formula[] parts)
    {
        (bool, string) key = (isAll, string.Join(',', parts.Select(p => p.Id)));
        if (!_junctions.TryGetValue(key, out Formula? junction))
        {
            _junctions.Add(key, junction = new Formula.Junction(_nextId++, isAll, parts));
        }

        return junction;
    }
}
