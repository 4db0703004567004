// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Yaml;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>JSON Schema text → grammar of the documents that satisfy it, in JSON or YAML.</summary>
internal static class JsonSchemaFrontend
{
    /// <summary>Compiles a schema.</summary>
    /// <exception cref="GrammarException">
    /// The first keyword that cannot be honoured exactly, the keywords that contradict each other, or what is wrong with the text.
    /// </exception>
    public static Grammar Compile(string text, JsonSchemaOptions options, RegexBuilder regexes)
    {
        var terminals = JsonTerminals.Of(regexes, SpellingOf(options));
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
        Notation notation = options.Yaml is { } yaml ? new YamlNotation(terminals, yaml) : new JsonNotation(terminals, terminals.LayoutOf(options));
        var grammar = new Grammar(terminals.Regexes) { Trail = notation.Trail, IsAnySpelling = terminals.IsAnySpelling };
        var rules = new JsonRules(grammar, new Normalizer(terminals, terms, options.Limits.MaxAlternatives), terminals, notation, options);
        grammar.Root = notation.Text(grammar, rules.Value(terms.Of(root), notation.Root));
        return grammar;
    }

    /// <summary>What becomes of every keyword of a schema.</summary>
    /// <exception cref="GrammarException">The text is not a schema.</exception>
    public static IReadOnlyList<KeywordUse> Report(string text, JsonSchemaOptions options, RegexBuilder regexes) =>
        SchemaReader.Read(text, options, new PatternTable(JsonTerminals.Of(regexes, SpellingOf(options))), new SuppliedTexts(options.Resolve), report: true).Uses;

    private static Spelling SpellingOf(JsonSchemaOptions options) =>
        options.Yaml is not null ? Spelling.Yaml : options.AnySpelling ? Spelling.Any : Spelling.Canonical;
}
