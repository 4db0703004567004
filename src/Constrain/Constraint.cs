// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Automata;
using Constrain.Conversion;
using Constrain.Diagnostics;
using Constrain.Frontends.Gbnf;
using Constrain.Frontends.JsonSchema;
using Constrain.Frontends.Patterns;
using Constrain.Grammars;
using Constrain.Masks;
using Constrain.Regexes;

namespace Constrain;

/// <summary>A compiled schema, regex or grammar: the set of documents that may be generated.</summary>
/// <remarks>
/// Compile once and share: every member may be called from any thread. What the constraint learns while it is used (states,
/// masks) is kept within fixed budgets and shared by all of its matchers.
/// </remarks>
public sealed class Constraint
{
    /// <summary>Nodes after which new constraints begin a new table; about 150 bytes each.</summary>
    private const int MaxSharedNodes = 1 << 18;

    /// <summary>Vocabularies that a constraint keeps masks for; a process has one or two.</summary>
    private const int MaxVocabularies = 4;

    /// <summary>Bytes of a text that are checked in one step.</summary>
    private const int MaxChunk = 256;

    private static RegexBuilder _current = new();

    private readonly Automaton _automaton;
    private MaskCache[] _masks = [];

    private Constraint(Grammar grammar, SchemaLimits? limits = null)
    {
        limits ??= SchemaLimits.Default;
        _automaton = new Automaton(grammar, limits.MaxStates) { MaxTime = limits.MaxTime };
    }

    /// <summary>The length in bytes of the shortest document.</summary>
    public long MinimumBytes => _automaton.MinLength(_automaton.Start);

    /// <summary>Regexes are shared by the constraints of a process, so that what is learnt of a JSON string serves them all.</summary>
    private static RegexBuilder Regexes
    {
        get
        {
            RegexBuilder current = Volatile.Read(ref _current);
            if (current.Count > MaxSharedNodes)
            {
                // Constraints that were made with the old table keep it; it goes when the last of them does.
                Interlocked.CompareExchange(ref _current, new RegexBuilder(), current);
                current = Volatile.Read(ref _current);
            }

            return current;
        }
    }

    /// <summary>The JSON documents that satisfy a JSON Schema.</summary>
    /// <param name="schema">The text of the schema.</param>
    /// <param name="options">How it is read and how documents are written; defaults when null.</param>
    /// <returns>The constraint.</returns>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <exception cref="GrammarException">
    /// The text is no schema, has a keyword that cannot be honoured exactly, contradicts itself, or passes a limit.
    /// </exception>
    /// <exception cref="OperationCanceledException">Compiling was stopped.</exception>
    public static Constraint FromJsonSchema(string schema, JsonSchemaOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new JsonSchemaOptions();
        using Effort.Scope effort = Effort.Begin(options.Limits.MaxTime, cancellationToken);
        return new Constraint(JsonSchemaFrontend.Compile(schema, options, Regexes), options.Limits);
    }

    /// <summary>What becomes of every keyword of a JSON Schema, in the order in which they are met from its root.</summary>
    /// <param name="schema">The text of the schema.</param>
    /// <param name="options">How it is read; defaults when null.</param>
    /// <returns>The keywords; when none is refused, the schema compiles unless it contradicts itself.</returns>
    /// <exception cref="GrammarException">The text is no schema.</exception>
    public static IReadOnlyList<KeywordUse> InspectJsonSchema(string schema, JsonSchemaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new JsonSchemaOptions();
        using Effort.Scope effort = Effort.Begin(options.Limits.MaxTime);
        return JsonSchemaFrontend.Report(schema, options, Regexes);
    }

    /// <summary>The texts that a regex matches from their beginning to their end.</summary>
    /// <param name="pattern">The regex.</param>
    /// <param name="dialect">The dialect it is written in.</param>
    /// <returns>The constraint.</returns>
    /// <exception cref="GrammarException">The regex is malformed, cannot be honoured exactly, or matches nothing.</exception>
    public static Constraint FromRegex(string pattern, RegexDialect dialect = RegexDialect.Ecma262)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        RegexBuilder regexes = Regexes;
        var grammar = new Grammar(regexes);
        grammar.Root = grammar.Terminal(RegexFrontend.Full(pattern, dialect, new Utf8CharEncoding(regexes)));
        return new Constraint(grammar);
    }

    /// <summary>The texts of a GBNF grammar, llama.cpp's dialect.</summary>
    /// <param name="grammar">The text of the grammar.</param>
    /// <param name="root">The rule that a whole text is.</param>
    /// <returns>The constraint.</returns>
    /// <exception cref="GrammarException">The grammar is malformed, cannot be honoured exactly, or has no text at all.</exception>
    public static Constraint FromGbnf(string grammar, string root = "root")
    {
        ArgumentNullException.ThrowIfNull(grammar);
        ArgumentException.ThrowIfNullOrEmpty(root);
        return new Constraint(GbnfFrontend.Compile(grammar, root, Regexes));
    }

    /// <summary>The constraint as a GBNF grammar, for programs that use llama.cpp's own sampler.</summary>
    /// <returns>A grammar with exactly the same texts; its first rule is <c>root</c>.</returns>
    /// <exception cref="GrammarException">
    /// <see cref="GrammarError.Unsupported"/>: GBNF cannot say it, because what may follow depends on names or items written before, as for
    /// <c>uniqueItems</c> and for properties that are not declared, of which none may come twice. <see cref="GrammarError.LimitExceeded"/>: it takes too many rules.
    /// </exception>
    public string ToGbnf() => _automaton.Write(GbnfWriter.Write);

    /// <summary>The rules of a GBNF grammar and whether texts can be made with them; none of it is an error.</summary>
    /// <param name="grammar">The text of the grammar.</param>
    /// <param name="root">The rule that a whole text is.</param>
    /// <returns>Every rule, in the order of the text.</returns>
    /// <exception cref="GrammarException">The grammar is malformed, or has no such root.</exception>
    public static IReadOnlyList<GbnfRuleUse> InspectGbnf(string grammar, string root = "root")
    {
        ArgumentNullException.ThrowIfNull(grammar);
        ArgumentException.ThrowIfNullOrEmpty(root);
        return RuleReport.Of(GbnfParser.Parse(grammar), root);
    }

    /// <summary>A matcher that stands before the first token.</summary>
    /// <param name="vocabulary">The tokens of the model.</param>
    /// <returns>The matcher.</returns>
    /// <exception cref="GrammarException">
    /// <see cref="GrammarError.Unsupported"/>: a GBNF grammar names a token that the vocabulary does not have, or that cannot be generated.
    /// </exception>
    public Matcher CreateMatcher(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new Matcher(MasksFor(vocabulary));
    }

    /// <summary>Whether a whole text satisfies the constraint.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The verdict, with the place and the reason of a refusal. A lone surrogate is refused like any byte that is not allowed.</returns>
    /// <exception cref="GrammarException">
    /// <see cref="GrammarError.Unsupported"/>: a GBNF grammar names tokens, and a text does not tell which tokens it was made of; a <see cref="Matcher"/> knows.
    /// </exception>
    public TextCheck Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int surrogate = LoneSurrogate(text);
        TextCheck check = Check(Encoding.UTF8.GetBytes(surrogate < 0 ? text : text[..surrogate]));
        return surrogate < 0 || check.Offset < Encoding.UTF8.GetByteCount(text.AsSpan(0, surrogate))
            ? check
            : new TextCheck(false, check.Offset, "a lone surrogate is no character");
    }

    /// <inheritdoc cref="Check(string)"/>
    /// <param name="utf8">The text in UTF-8.</param>
    public TextCheck Check(ReadOnlySpan<byte> utf8)
    {
        if (!_automaton.IsAnySpelling || PlainNumbers.Of(utf8) is not { } plain)
        {
            return CheckAsSpelt(utf8);
        }

        TextCheck check = CheckAsSpelt(plain.Text);
        return new TextCheck(check.IsAccepted, plain.OriginalOffset(check.Offset), check.Reason);
    }

    private TextCheck CheckAsSpelt(ReadOnlySpan<byte> utf8)
    {
        if (_automaton.Tokens.Count > 0)
        {
            TokenSymbol token = _automaton.Tokens.First();
            throw new GrammarException(
                GrammarError.Unsupported,
                $"the grammar names the token {token}, and a text does not tell which tokens it was made of",
                token.Location,
                token.ToString(),
                "generate with it, or write the text of the token in quotes");
        }

        Position position = _automaton.Origin;
        for (int i = 0; i < utf8.Length;)
        {
            // Many bytes in one step; one by one only where they lead nowhere, to find the first of them.
            ReadOnlySpan<byte> chunk = utf8.Slice(i, Math.Min(MaxChunk, utf8.Length - i));
            Position next = _automaton.Step(position, chunk);
            if (next.IsDead)
            {
                for (next = _automaton.Step(position, utf8.Slice(i, 1)); !next.IsDead; next = _automaton.Step(position, utf8.Slice(i, 1)))
                {
                    position = next;
                    i++;
                }

                return new TextCheck(false, i, Forbidden(position, utf8[i]) ?? Expected(position));
            }

            position = next;
            i += chunk.Length;
        }

        return position.State.IsAccepting ? new TextCheck(true, utf8.Length, null) : new TextCheck(false, utf8.Length, "the text ends too soon; " + Expected(position));
    }

    /// <summary>The masks over a vocabulary; of the vocabularies that were asked for, the latest are kept.</summary>
    /// <remarks>An array and no weak table: that has a finalizer and a handle, which keep a short-lived constraint alive for two collections.</remarks>
    private MaskCache MasksFor(Vocabulary vocabulary)
    {
        while (true)
        {
            MaskCache[] known = Volatile.Read(ref _masks);
            foreach (MaskCache masks in known)
            {
                if (masks.Vocabulary == vocabulary)
                {
                    return masks;
                }
            }

            var added = new MaskCache(_automaton, vocabulary);
            if (Interlocked.CompareExchange(ref _masks, [added, .. known.AsSpan(0, Math.Min(known.Length, MaxVocabularies - 1))], known) == known)
            {
                return added;
            }
        }
    }

    private static int LoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    /// <summary>Why a byte that the state allows is forbidden by what was written before; null when the state does not allow it.</summary>
    private string? Forbidden(Position position, byte letter) => _automaton.Step(position.State, letter).IsDead ? null
        : position.Trail is DocumentTrail { Naming: not null } ? "the name was written before in this object"
        : "the item equals another, or leaves none that may follow";

    private string Expected(Position position)
    {
        ByteSet next = NextBytes.Of(_automaton, position);
        return position.State.IsAccepting
            ? next == ByteSet.None ? "the text should end here" : $"the text should end here or go on with {NextBytes.Describe(next)}"
            : $"expected {NextBytes.Describe(next)}";
    }
}
