// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Host names, as an automaton that keeps the label which it reads and judges it where it ends.</summary>
/// <remarks>
/// For checking: what becomes of a label depends on each of its characters, down to their number in Punycode, so a state is
/// the label itself. Unlike in other automata a label may be read on that nothing can complete any more (an A-label that
/// decodes to nothing, marks out of order); it is rejected where it ends.
/// </remarks>
internal sealed record HostName : CharState
{
    /// <summary>RFC 1034, section 3.1: 255 octets with the lengths of the labels and the root.</summary>
    private const int MaxOctets = 253;

    private const int MaxLabel = 63;

    private static readonly CodePointSet AsciiLetters = CodePointSet.OfRanges([new('0', '9'), new('A', 'Z'), new('a', 'z')]);
    private static readonly CodePointSet AsciiParts = AsciiLetters.Union(CodePointSet.Of('-'));
    private static readonly CodePointSet Dot = CodePointSet.Of('.');
    private static readonly CodePointSet InternationalDots = Dot.Union(CodePointSet.OfRanges([new(0x3002, 0x3002), new(0xFF0E, 0xFF0E), new(0xFF61, 0xFF61)]));
    private static readonly Lazy<CodePointSet> Starts = new(() => AsciiLetters.Union(IdnaTable.Where(t => t.Class != IdnaClass.Disallowed && !t.IsMark)).Except(CodePointSet.Of('-')));
    private static readonly Lazy<CodePointSet> Parts = new(() => AsciiParts.Union(IdnaTable.Allowed));

    private HostName(HostNameKind kind) => Kind = kind;

    private HostNameKind Kind { get; }

    private string Label { get; init; } = string.Empty;

    /// <summary>Octets of the labels before, with their dots.</summary>
    private int Octets { get; init; }

    /// <summary>Whether a label before is written from right to left.</summary>
    private bool IsRightToLeft { get; init; }

    /// <summary>Whether a label before breaks the rule that all labels must satisfy as soon as one is written from right to left.</summary>
    private bool BreaksBidiRule { get; init; }

    /// <inheritdoc/>
    public override bool IsAccepting => After() is not null;

    /// <summary>All names of a kind.</summary>
    public static HostName Start(HostNameKind kind) => new(kind);

    /// <inheritdoc/>
    public override IEnumerable<Way> Next()
    {
        if (Label.Length < MaxLabel && Octets + 1 <= MaxOctets)
        {
            bool isFirst = Label.Length == 0;
            yield return Way.ByEach(
                Kind == HostNameKind.Ascii ? isFirst ? AsciiLetters : AsciiParts : isFirst ? Starts.Value : Parts.Value,
                this);
        }

        if (After() is { } next && next.Octets < MaxOctets)
        {
            yield return new Way(Kind == HostNameKind.International ? InternationalDots : Dot, next);
        }
    }

    /// <inheritdoc/>
    protected override HostName After(int character) => this with { Label = Label + char.ConvertFromUtf32(character) };

    /// <summary>After the label and a dot; null when the name may not end here.</summary>
    private HostName? After()
    {
        if (IdnaLabel.Parse(Label, Kind) is not { } label || Octets + label.Octets > MaxOctets)
        {
            return null;
        }

        bool isRightToLeft = IsRightToLeft || label.IsRightToLeft;
        bool breaks = BreaksBidiRule || !label.HasBidiOrder;
        return isRightToLeft && breaks && Kind != HostNameKind.Ascii
            ? null
            : this with { Label = string.Empty, Octets = Octets + label.Octets + 1, IsRightToLeft = isRightToLeft, BreaksBidiRule = breaks };
    }
}
