// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>JSON Schema text → grammar of the JSON documents that satisfy it.</summary>
internal static class JsonSchemaFrontend
{
    /// <summary>Compiles a schema.</summary>
    /// <exception cref="GrammarException">
    /// The first keyword that cannot be honoured exactly, the keywords that contradict each other, or what is wrong with the text.
    /// </exception>
    public static Grammar Compile(string text, JsonSchemaOptions options, RegexBuilder regexes)
    {
        var terminals = JsonTerminals.Of(regexes, options.AnySpelling);
        var patterns = new PatternTable(terminals);
        var supplied = new SuppliedTexts(options.Resolve);
        SchemaDocument document = SchemaReader.Read(text, options, patterns, supplied);
        if (document.Refusals.Count > 0)
        {
            throw document.Refusals[0];
        }

        Grammar grammar = GrammarOf(document.Root, terminals, options);
        return grammar.IsProductive(grammar.Root) ? grammar : throw Contradiction.Of(Unsatisfiable);

        SchemaNode? Unsatisfiable(KeywordProbe probe)
        {
            try
            {
                SchemaDocument part = SchemaReader.Read(text, options, patterns, supplied, probe: probe);
                Grammar smaller = GrammarOf(part.Root, terminals, options);
                return part.Refusals.Count == 0 && !smaller.IsProductive(smaller.Root) ? part.Root : null;
            }
            catch (GrammarException)
            {
                // Without some of its keywords a schema may be too much, or no schema; then they are not to be spared.
                return null;
            }
        }
    }

    private static Grammar GrammarOf(SchemaNode root, JsonTerminals terminals, JsonSchemaOptions options)
    {
        var terms = new TermTable();
        var grammar = new Grammar(terminals.Regexes) { Trail = options.AnySpelling ? JsonTrail.EmptyAnySpelling : JsonTrail.Empty, IsAnySpelling = options.AnySpelling };
        JsonLayout layout = terminals.LayoutOf(options);
        var rules = new JsonRules(grammar, new Normalizer(terminals, terms, options.Limits.MaxAlternatives), terminals, layout, options);
        grammar.Root = new DocumentRule(grammar, layout, rules.Value(terms.Of(root), 0));
        return grammar;
    }

    /// <summary>What becomes of every keyword of a schema.</summary>
    /// <exception cref="GrammarException">The text is not a schema.</exception>
    public static IReadOnlyList<KeywordUse> Report(string text, JsonSchemaOptions options, RegexBuilder regexes) =>
        SchemaReader.Read(text, options, new PatternTable(JsonTerminals.Of(regexes, options.AnySpelling)), new SuppliedTexts(options.Resolve), report: true).Uses;

    private sealed class DocumentRule(Grammar grammar, JsonLayout layout, Symbol value) : Rule
    {
        public override string Name => "document";

        internal override long MinLengthBound => 1;

        internal override bool IsSurelyProductive => value is Rule { IsSurelyProductive: true };

        protected override IReadOnlyList<Sequence> Expand()
        {
            Terminal around = grammar.Terminal(layout.Around);
            return [grammar.Sequence(around, value, around)];
        }
    }
}
