// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain;

/// <summary>What a schema may cost. Passing a limit is <see cref="GrammarError.LimitExceeded"/>, never a hang or a wider mask.</summary>
/// <remarks>
/// The defaults let through what people and tools write, with room to spare; whoever compiles schemas of strangers may set lower
/// ones. Beside these, fixed bounds keep single steps small: regexes of 2¹⁶ alternatives at one place, searches of 2¹⁷ regexes,
/// 2¹⁴ conditions on one value, 2¹⁸ rules for the shortest document.
/// </remarks>
public sealed class SchemaLimits
{
    /// <summary>The limits unless others are set.</summary>
    public static SchemaLimits Default { get; } = new();

    /// <summary>
    /// The longest text of a schema, and of each document that it refers to, in UTF-16 units; 16 Mi unless set. Reading takes about
    /// 50 ms and 20 MiB of memory for each million.
    /// </summary>
    public int MaxLength { get; init => field = Positive(value); } = 1 << 24;

    /// <summary>
    /// Levels of JSON in the text of a schema; 512 unless set. A level costs stack in every pass over the schema; deeper ones than
    /// the stack has room for are refused however high the limit is.
    /// </summary>
    public int MaxDepth { get; init => field = Positive(value); } = 512;

    /// <summary>
    /// Schemas that the root reaches, definitions that nothing refers to aside; 2¹⁸ unless set. About 0.5 KiB each, and more where
    /// documents use them.
    /// </summary>
    public int MaxSchemas { get; init => field = Positive(value); } = 1 << 18;

    /// <summary>
    /// Patterns under one <c>patternProperties</c>; 12 unless set. n patterns that overlap each other split the names of an object
    /// into up to 2ⁿ kinds.
    /// </summary>
    public int MaxPatterns { get; init => field = Positive(value); } = 12;

    /// <summary>
    /// Alternative arrays or objects that one value may be, once <c>anyOf</c> and its kin are worked out; 1,024 unless set. Each
    /// costs the time and memory of a small grammar at every place of the value.
    /// </summary>
    public int MaxAlternatives { get; init => field = Positive(value); } = 1024;

    /// <summary>
    /// States that a constraint keeps before they are dropped and made anew as needed; 2¹⁷ unless set. About 0.5 KiB each, so
    /// 64 MiB at the default. Passing it is no error.
    /// </summary>
    public int MaxStates { get; init => field = Positive(value); } = 1 << 17;

    /// <summary>
    /// Time that compiling may take, and later each step that was not taken before, of which a mask or a check needs many; wall
    /// clock, 10 s unless set. It catches what no count foresees. <see cref="Timeout.InfiniteTimeSpan"/> is no limit, for runs that must not
    /// depend on the speed of the machine.
    /// </summary>
    public TimeSpan MaxTime
    {
        get;
        init => field = value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan ? value : throw new ArgumentOutOfRangeException(nameof(MaxTime), value, "the time must be positive, or infinite");
    } = TimeSpan.FromSeconds(10);

    private static int Positive(int value, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, name);
        return value;
    }
}
