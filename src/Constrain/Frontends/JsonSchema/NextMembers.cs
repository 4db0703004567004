// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using Constrain.Diagnostics;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The members that may come next in an object: declared properties and cells of other names, each with what follows it.</summary>
internal sealed class NextMembers
{
    private readonly JsonRules _rules;
    private readonly ObjectShape _shape;
    private readonly WrittenProperties _written;
    private readonly int _level;
    private readonly int _first;
    private readonly int _end;
    private readonly GuardedObject? _guarded;

    public NextMembers(JsonRules rules, ObjectShape shape, WrittenProperties written, int level)
    {
        _rules = rules;
        _shape = shape;
        _written = written;
        _level = level;
        _guarded = rules.GuardOf(shape);
        _first = written.Settled;
        _end = shape.Properties.Length;
        Effort.Spend(1 + (shape.Required.Length / 64));
        foreach (int i in shape.Required)
        {
            if (!written.IsSettled(i))
            {
                RequiredLeft++;
                // In the schema's order nothing may come before it.
                _end = RequiredLeft == 1 && rules.Order == PropertyOrder.Schema ? i + 1 : _end;
            }
        }

        MayAdd = shape.MaxProperties is null || written.Count < shape.MaxProperties;
        MayAddOthers = MayAdd && (RequiredLeft == 0 || rules.Order == PropertyOrder.Any);
    }

    /// <summary>How many required properties are still to come.</summary>
    public int RequiredLeft { get; }

    /// <summary>Whether there may be another member at all.</summary>
    public bool MayAdd { get; }

    /// <summary>Whether names may come that are not declared.</summary>
    public bool MayAddOthers { get; }

    public JsonRules Rules => _rules;

    /// <summary>The same in the rules without places; null when these are such.</summary>
    public NextMembers? Flat => field ??= _rules.Flat is { } flat ? new NextMembers(flat, _shape, _written, flat.Notation.Root) : null;

    public ObjectShape Shape => _shape;

    /// <summary>The declared names as they are written.</summary>
    public DeclaredNames Names => field ??= _rules.NamesOf(_shape);

    /// <summary>The first property that may come; in the schema's order all from here to <see cref="End"/> may.</summary>
    public int First => _first;

    /// <summary>The end of the properties that may come.</summary>
    public int End => _end;

    /// <summary>Whether a declared property may come next.</summary>
    public bool MayCome(int index) =>
        MayAdd && index >= _first && index < _end && !_written.IsSettled(index) && _shape.Properties[index].Value is not Term.Nothing;

    /// <summary>The rule of the value of a term.</summary>
    public ValueRule Value(Term term) => _rules.Value(term, _rules.Notation.MembersOf(_level));

    /// <summary>What follows a declared property, where there is no guard.</summary>
    public MembersRule After(int index) => _rules.Members(_shape, WrittenAfter(index, false), _level);

    /// <summary>What follows a member whose name is not declared, where there is no guard.</summary>
    public MembersRule AfterOther() => _rules.Members(_shape, WrittenAfterOther(false), _level);

    /// <summary>By how many bytes a name of a cell is longer than the shortest, at the most, because names must differ.</summary>
    public int DetourOf(int cell) => _rules.DetourOf(_shape, cell, _written.Count);

    /// <summary>Whether what was written so far satisfies the guard.</summary>
    public bool GuardHolds => _guarded is null || _guarded.Holds(_written.Guard, _written);

    /// <summary>The values of a declared property, each with what follows it.</summary>
    /// <param name="index">The property.</param>
    /// <param name="inOrder">Whether the properties before it may not come after it any more, although any order is allowed: for lengths.</param>
    public IEnumerable<(ValueRule Value, MembersRule After)> WaysOf(int index, bool inOrder = false)
    {
        Term value = _shape.Properties[index].Value;
        if (_guarded is not { } guarded)
        {
            return [(Value(value), After(index))];
        }

        WrittenProperties next = WrittenAfter(index, inOrder);
        return Ways(guarded.SplitName(index, _written.Guard, _rules.Splitter), next, i => i != index && IsSkipped(i, next));
    }

    /// <summary>The values of a name in a cell, each with what follows it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="inOrder">Whether declared properties may not come after it any more, although any order is allowed: for lengths.</param>
    public IEnumerable<(ValueRule Value, MembersRule After)> WaysOfCell(int cell, bool inOrder = false)
    {
        Term value = _shape.Cells[cell].Value;
        if (_guarded is not { } guarded)
        {
            return [(Value(value), AfterOther())];
        }

        WrittenProperties next = WrittenAfterOther(inOrder);
        return Ways(guarded.SplitCell(cell, _written.Guard, _rules.Splitter), next, i => IsSkipped(i, next));
    }

    private bool IsSkipped(int index, WrittenProperties next) => next.IsSettled(index) && !_written.IsSettled(index);

    private IEnumerable<(ValueRule Value, MembersRule After)> Ways(List<(Term Value, Formula Left)> parts, WrittenProperties next, Func<int, bool> isSkipped)
    {
        foreach ((Term part, Formula left) in parts)
        {
            Formula guard = _guarded!.Settle(_guarded.Skip(left, isSkipped), next);
            if (guard != Formula.False)
            {
                yield return (Value(part), _rules.Members(_shape, next with { Guard = guard }, _level));
            }
        }
    }

    private WrittenProperties WrittenAfter(int index, bool inOrder) => _rules.Order == PropertyOrder.Schema
        ? new WrittenProperties(index + 1, BigInteger.Zero, NextCount, Formula.True)
        : inOrder
            ? InOrder(index + 1, _written.Bits)
            : new WrittenProperties(_written.Settled, _written.Bits | (BigInteger.One << index), NextCount, Formula.True);

    // What is settled anyway is no bit: so whatever was written, what is left is the same.
    private WrittenProperties InOrder(int settled, BigInteger bits) => new(settled, (bits >> settled) << settled, NextCount, Formula.True);

    private WrittenProperties WrittenAfterOther(bool inOrder) => _rules.Order == PropertyOrder.Schema || inOrder
        ? InOrder(_shape.Properties.Length, BigInteger.Zero)
        : _written with { Count = NextCount, Guard = Formula.True };

    /// <summary>Whether a document can surely go on with a declared property that may come.</summary>
    public bool IsSure(int index) => _guarded is null && SureKinds.Of(_shape.Properties[index].Value).HasValue && After(index).IsSurelyProductive;

    /// <summary>Whether a document can surely go on with some member.</summary>
    public bool IsAnySure()
    {
        for (int i = _first; i < _end; i++)
        {
            if (MayCome(i) && IsSure(i))
            {
                return true;
            }
        }

        return _guarded is null && MayAddOthers && _shape.Cells.Any(c => SureKinds.Of(c.Value).HasValue) && AfterOther().IsSurelyProductive;
    }

    /// <summary>Whether the object can surely be completed, as far as its required properties and counts say so at once.</summary>
    public bool CanSurelyComplete()
    {
        if (_guarded is not null)
        {
            // The end at once is the only thing that is plain to see.
            return RequiredLeft == 0 && _written.Count >= _shape.MinProperties && GuardHolds;
        }

        if (_shape.MaxProperties is not null)
        {
            return false;
        }

        foreach (int i in _shape.Required)
        {
            if (!_written.IsSettled(i) && !SureKinds.Of(_shape.Properties[i].Value).HasValue)
            {
                return false;
            }
        }

        int missing = _shape.MinProperties - _written.Count - RequiredLeft;
        return missing <= 0 || (missing == 1 && HasSureOptional());
    }

    // Beyond what the bounds ask for, counting on would make rules that differ in nothing.
    private int NextCount => Math.Min(_written.Count + 1, Math.Max(1, Math.Max(Math.Max(_shape.MinProperties, _shape.MaxProperties ?? 0), _guarded?.MaxCount ?? 0)));

    private bool HasSureOptional()
    {
        for (int i = _first; i < _shape.Properties.Length; i++)
        {
            if (!_shape.Properties[i].IsRequired && !_written.IsSettled(i) && SureKinds.Of(_shape.Properties[i].Value).HasValue)
            {
                return true;
            }
        }

        return _shape.Cells.Any(c => SureKinds.Of(c.Value).HasValue);
    }
}
