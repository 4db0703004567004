// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>JSON (RFC 8259), with the gaps of a layout. A place is a level of the layout.</summary>
internal sealed class JsonNotation(JsonTerminals terminals, JsonLayout layout) : Notation
{
    private static readonly JsonSchemaOptions Compact = new() { Whitespace = JsonWhitespace.Compact };

    private readonly RegexBuilder _regexes = terminals.Regexes;

    public override bool HasClosings => true;

    public override Notation Flat => layout.Deeper(0) == 0 ? this : field ??= new JsonNotation(terminals, terminals.LayoutOf(Compact));

    public override Trail Trail => terminals.IsAnySpelling ? JsonTrail.EmptyAnySpelling : JsonTrail.Empty;

    public override Regex AfterName => layout.Colon;

    public override Regex Open(int place, bool isArray) => _regexes.Letter((byte)(isArray ? '[' : '{'));

    public override Regex Close(int place, bool isArray) => layout.Close(place, isArray ? ']' : '}');

    public override Regex CloseHollow(int place, bool isArray) => layout.CloseHollow(isArray ? ']' : '}');

    public override Regex BeforeFirstItem(int place) => layout.BeforeFirst(place);

    public override Regex BeforeNextItem(int place) => layout.Separator(place);

    public override Regex BeforeFirstName(int place) => layout.BeforeFirstName(place);

    public override Regex BeforeNextName(int place) => layout.BeforeNextName(place);

    public override int ItemsOf(int place) => layout.Deeper(place);

    public override int MembersOf(int place) => layout.Deeper(place);

    /// <summary>The body and the closing quote; the opening quote stands before all names.</summary>
    public override byte[] NameText(string name)
    {
        if (name.AsSpan().ContainsAnyExcept(JsonStringEncoding.PlainAscii))
        {
            return [.. terminals.Strings.Encoding.FormOf(name), (byte)'"'];
        }

        byte[] bytes = new byte[name.Length + 1];
        Encoding.ASCII.GetBytes(name, bytes);
        bytes[^1] = (byte)'"';
        return bytes;
    }

    public override bool HasOneSpelling(string name) => terminals.Strings.Encoding.HasOneSpelling(name);

    public override Regex Name(string name) => _regexes.Concat(terminals.Strings.Literal(name), layout.QuoteColon);

    public override Regex Names(Regex names) => _regexes.Concat(names, layout.QuoteColon);

    public override Regex NamesBut(byte[][] texts) =>
        _regexes.Concat(UndeclaredNames.Of(_regexes, terminals.Strings.AnyBody, texts), layout.QuoteColon);

    public override IEnumerable<Regex> Scalars(ValueSet set, int place) => [terminals.ScalarsOf(set)];

    public override Symbol Text(Grammar grammar, Symbol value) => new DocumentRule(grammar, layout, value);

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
