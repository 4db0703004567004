// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
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
        var grammar = new Grammar(regexes) { Trail = NotationOf(terminals, options).Trail, IsAnySpelling = terminals.IsAnySpelling };
        grammar.Root = RootOf(text, options, terminals, grammar);
        return grammar;
    }

    /// <summary>Compiles a schema whose documents are a part of the texts of another grammar.</summary>
    /// <returns>A document.</returns>
    /// <exception cref="GrammarException">
    /// As above; and <see cref="GrammarError.Unsupported"/>: the schema depends on names or items written before, which are known
    /// of whole documents alone: where in a text a document stands, the text does not tell.
    /// </exception>
    public static Symbol Compile(string text, Grammar grammar)
    {
        var options = new JsonSchemaOptions();
        using Effort.Scope effort = Effort.Begin(options.Limits.MaxTime);
        Symbol root = RootOf(text, options, JsonTerminals.Of(grammar.Regexes, SpellingOf(options)), grammar);
        return TrailDependence.KeywordIn(root, grammar) is { } keyword
            ? throw TrailDependence.Refuse(keyword, $"a grammar cannot hold a document to what {keyword} asks for")
            : root;
    }

    private static Symbol RootOf(string text, JsonSchemaOptions options, JsonTerminals terminals, Grammar grammar)
    {
        var patterns = new PatternTable(terminals);
        var supplied = new SuppliedTexts(options.Resolve);
        SchemaDocument document = SchemaReader.Read(text, options, patterns, supplied);
        if (document.Refusals.Count > 0)
        {
            throw document.Refusals[0];
        }

        Symbol root = RootOf(document.Root, options, terminals, grammar);
        return grammar.IsProductive(root) ? root : throw Contradiction.Of(Unsatisfiable);

        SchemaNode? Unsatisfiable(KeywordProbe probe)
        {
            try
            {
                SchemaDocument part = SchemaReader.Read(text, options, patterns, supplied, probe: probe);
                var smaller = new Grammar(terminals.Regexes);
                return part.Refusals.Count == 0 && !smaller.IsProductive(RootOf(part.Root, options, terminals, smaller)) ? part.Root : null;
            }
            catch (GrammarException)
            {
                // Without some of its keywords a schema may be too much, or no schema; then they are not to be spared.
                return null;
            }
        }
    }

    private static Symbol RootOf(SchemaNode root, JsonSchemaOptions options, JsonTerminals terminals, Grammar grammar)
    {
        var terms = new TermTable();
        Notation notation = NotationOf(terminals, options);
        var rules = new JsonRules(grammar, new Normalizer(terminals, terms, options.Limits.MaxAlternatives), terminals, notation, options);
        return notation.Text(grammar, rules.Value(terms.Of(root), notation.Root));
    }

    private static Notation NotationOf(JsonTerminals terminals, JsonSchemaOptions options) =>
        options.Yaml is { } yaml ? new YamlNotation(terminals, yaml) : new JsonNotation(terminals, terminals.LayoutOf(options));

    /// <summary>What becomes of every keyword of a schema.</summary>
    /// <exception cref="GrammarException">The text is not a schema.</exception>
    public static IReadOnlyList<KeywordUse> Report(string text, JsonSchemaOptions options, RegexBuilder regexes) =>
        SchemaReader.Read(text, options, new PatternTable(JsonTerminals.Of(regexes, SpellingOf(options))), new SuppliedTexts(options.Resolve), report: true).Uses;

    private static Spelling SpellingOf(JsonSchemaOptions options) =>
        options.Yaml is not null ? Spelling.Yaml : options.AnySpelling ? Spelling.Any : Spelling.Canonical;
}
