// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>JSON Schema text → grammar of the JSON documents that satisfy it.</summary>
internal static class JsonSchemaFrontend
{
    /// <summary>Compiles a schema.</summary>
    /// <exception cref="GrammarException">The first keyword that cannot be honoured exactly, or what is wrong with the text.</exception>
    public static Grammar Compile(string text, JsonSchemaOptions options, RegexBuilder regexes)
    {
        var terminals = JsonTerminals.Of(regexes, options.AnySpelling);
        SchemaDocument document = SchemaReader.Read(text, options, new PatternTable(terminals));
        if (document.Refusals.Count > 0)
        {
            throw document.Refusals[0];
        }

        var terms = new TermTable();
        var grammar = new Grammar(regexes) { Trail = options.AnySpelling ? JsonTrail.EmptyAnySpelling : JsonTrail.Empty, IsAnySpelling = options.AnySpelling };
        JsonLayout layout = terminals.LayoutOf(options);
        var rules = new JsonRules(grammar, new Normalizer(terminals, terms), terminals, layout, options.PropertyOrder);
        grammar.Root = new DocumentRule(grammar, layout, rules.Value(terms.Of(document.Root), 0));
        return grammar;
    }

    /// <summary>What becomes of every keyword of a schema.</summary>
    /// <exception cref="GrammarException">The text is not a schema.</exception>
    public static IReadOnlyList<KeywordUse> Report(string text, JsonSchemaOptions options, RegexBuilder regexes) =>
        SchemaReader.Read(text, options, new PatternTable(JsonTerminals.Of(regexes, options.AnySpelling)), report: true).Uses;

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
