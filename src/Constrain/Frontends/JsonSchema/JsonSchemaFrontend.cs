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
        var strings = new JsonStrings(regexes, options.AnySpelling);
        SchemaDocument document = SchemaReader.Read(text, options, new PatternTable(strings.Encoding, options.AnySpelling));
        if (document.Refusals.Count > 0)
        {
            throw document.Refusals[0];
        }

        var numbers = new NumberRegex(regexes, options.AnySpelling ? NumberNotation.Any : NumberNotation.Canonical);
        var terms = new TermTable();
        var grammar = new Grammar(regexes);
        var normalizer = new Normalizer(regexes, strings, numbers, terms);
        var layout = new JsonLayout(regexes, options);
        var rules = new JsonRules(grammar, normalizer, strings, layout, options.PropertyOrder);
        grammar.Root = new DocumentRule(grammar, layout, rules.Value(terms.Of(document.Root), 0));
        return grammar;
    }

    /// <summary>What becomes of every keyword of a schema.</summary>
    /// <exception cref="GrammarException">The text is not a schema.</exception>
    public static IReadOnlyList<KeywordUse> Report(string text, JsonSchemaOptions options, RegexBuilder regexes)
    {
        var strings = new JsonStrings(regexes, options.AnySpelling);
        return SchemaReader.Read(text, options, new PatternTable(strings.Encoding, options.AnySpelling)).Uses;
    }

    private sealed class DocumentRule(Grammar grammar, JsonLayout layout, Symbol value) : Rule
    {
        public override string Name => "document";

        protected override IReadOnlyList<Sequence> Expand()
        {
            Terminal around = grammar.Terminal(layout.Around);
            return [grammar.Sequence(around, value, around)];
        }
    }
}
