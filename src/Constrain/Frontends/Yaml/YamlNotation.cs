// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.JsonSchema;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.Yaml;

/// <summary>Block YAML, the subset of README.md. A line break belongs to the value before it, indentation to what comes after it.</summary>
/// <remarks>A place is a column and what stands before the value: nothing, a key in that column, or a dash two columns before it.</remarks>
internal sealed class YamlNotation : Notation
{
    /// <summary>Columns that a place can name: more than any limit on states lets a document have.</summary>
    public const int MaxColumn = 1 << 24;

    private readonly JsonTerminals _terminals;
    private readonly RegexBuilder _regexes;
    private readonly bool _isFlat;
    private readonly YamlOptions _options;
    private readonly YamlScalars _scalars;
    private readonly YamlKeys _keys;
    private readonly Regex _comments;
    private readonly Dictionary<int, Regex> _indents = [];

    public YamlNotation(JsonTerminals terminals, YamlOptions options, bool isFlat = false)
    {
        _terminals = terminals;
        _isFlat = isFlat;
        _regexes = terminals.Regexes;
        _options = options;
        _scalars = new YamlScalars(terminals, options.ScalarStyles);
        _keys = new YamlKeys(terminals, _scalars, options.ScalarStyles.HasFlag(YamlScalarStyles.Plain));
        _comments = options.Comments ? _scalars.Comment : _regexes.Nothing;
    }

    private enum After
    {
        Nothing,
        Key,
        Dash,
    }

    public override int Root => PlaceOf(0, After.Nothing);

    public override bool HasClosings => false;

    public override Notation Flat => _isFlat ? this : field ??= new YamlNotation(_terminals, _options, isFlat: true);

    public override Trail Trail => YamlTrail.Empty;

    public override Regex AfterName => _regexes.Epsilon;

    public override Regex Open(int place, bool isArray) => _regexes.Epsilon;

    public override Regex Close(int place, bool isArray) => _regexes.Epsilon;

    public override Regex CloseHollow(int place, bool isArray) =>
        _regexes.Literal($"{(KindOf(place) == After.Key ? " " : "")}{(isArray ? "[]" : "{}")}\n");

    public override Regex BeforeFirstItem(int place) => _regexes.Concat(BeforeFirst(place, SequenceColumn(place)), _regexes.Literal("- "));

    public override Regex BeforeNextItem(int place) => _regexes.Concat(Indent(SequenceColumn(place)), _regexes.Literal("- "));

    public override Regex BeforeFirstName(int place) => BeforeFirst(place, MappingColumn(place));

    public override Regex BeforeNextName(int place) => Indent(MappingColumn(place));

    public override int ItemsOf(int place) => _isFlat ? place : PlaceOf(SequenceColumn(place) + 2, After.Dash);

    public override int MembersOf(int place) => _isFlat ? place : PlaceOf(MappingColumn(place), After.Key);

    public override byte[] NameText(string name) => _keys.TextOf(name);

    public override bool HasOneSpelling(string name) => true;

    public override Regex Name(string name) => _regexes.Literal(NameText(name));

    public override Regex Names(Regex names) => _keys.Of(names);

    public override Regex NamesBut(byte[][] texts) => _keys.But(texts);

    public override IEnumerable<Regex> Scalars(ValueSet set, int place)
    {
        Regex before = _regexes.Literal(KindOf(place) == After.Key ? " " : "");
        yield return _regexes.Concat(before, _scalars.OnOneLine(set), _scalars.LineBreak);
        if (_options.ScalarStyles.HasFlag(YamlScalarStyles.Literal))
        {
            // At the root too the lines are indented.
            yield return _regexes.Concat(before, _scalars.Literal(set, KindOf(place) == After.Nothing ? _options.Indent : MappingColumn(place)));
        }
    }

    public override Symbol Text(Grammar grammar, Symbol value) => new TextRule(grammar, value, _options);

    private static After KindOf(int place) => (After)(place / MaxColumn);

    private static int ColumnOf(int place) => place % MaxColumn;

    private static int PlaceOf(int column, After after) => column < MaxColumn ? ((int)after * MaxColumn) + column : throw new GrammarException(
        GrammarError.LimitExceeded, $"the document is nested so deeply that a line begins behind {MaxColumn} spaces");

    private int MappingColumn(int place) => ColumnOf(place) + (KindOf(place) == After.Key ? _options.Indent : 0);

    private int SequenceColumn(int place) => ColumnOf(place) + (KindOf(place) == After.Key && _options.IndentSequences ? _options.Indent : 0);

    // Behind a dash a collection begins on the same line.
    private Regex BeforeFirst(int place, int column) => KindOf(place) switch
    {
        After.Key => _regexes.Concat(_scalars.LineBreak, Indent(column)),
        After.Dash => _regexes.Epsilon,
        _ => Indent(column),
    };

    private Regex Indent(int column)
    {
        if (!_indents.TryGetValue(column, out Regex? indent))
        {
            indent = _regexes.Literal(new string(' ', column));
            _indents.Add(column, indent = _comments == _regexes.Nothing
                ? indent
                : _regexes.Concat(_regexes.Repeat(_regexes.Concat(indent, _comments), 0, 3), indent));
        }

        return indent;
    }

    /// <summary>One document, or a stream of them.</summary>
    private sealed class TextRule(Grammar grammar, Symbol value, YamlOptions options, bool isFirst = true) : Rule
    {
        public override string Name => isFirst ? "text" : "more documents";

        internal override long MinLengthBound => isFirst ? 1 : 0;

        internal override bool IsSurelyProductive => !isFirst || value is Rule { IsSurelyProductive: true };

        protected override IReadOnlyList<Sequence> Expand()
        {
            Terminal start = grammar.Terminal("---\n");
            if (!options.IsStream)
            {
                return options.DocumentStart ? [grammar.Sequence(start, value)] : [grammar.Sequence(value)];
            }

            Sequence document = grammar.Sequence(start, value, isFirst ? new TextRule(grammar, value, options, isFirst: false) : this);
            return isFirst ? [document] : [document, grammar.Empty];
        }
    }
}
