// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;

namespace Constrain.Frontends.Yaml;

/// <summary>The texts of keys, each with one: plain where that is safe, otherwise in double quotes; a colon ends it.</summary>
internal sealed class YamlKeys
{
    private readonly RegexBuilder _regexes;
    private readonly JsonStrings _strings;
    private readonly YamlScalars _scalars;
    private readonly Regex _plain;
    private readonly Regex _quoted;
    private readonly bool _mayBePlain;

    public YamlKeys(JsonTerminals terminals, YamlScalars scalars, bool mayBePlain)
    {
        _regexes = terminals.Regexes;
        _strings = terminals.Strings;
        _scalars = scalars;
        _mayBePlain = mayBePlain;
        Regex plain = mayBePlain ? YamlStrings.For(_regexes).PlainKey : _regexes.Nothing;
        _plain = _regexes.Intersect(plain, _strings.OfLength(1, YamlStrings.MaxPlainKey));
        _quoted = _regexes.Except(_strings.OfLength(0, YamlStrings.MaxQuotedKey), plain);
    }

    /// <summary>The keys of a set, with the colon.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Unsupported"/>: they are all too long.</exception>
    public Regex Of(Regex names)
    {
        Regex keys = names == _strings.AnyBody
            ? Written(_plain, QuotedBodies)
            : Written(_regexes.Intersect(names, _plain), _scalars.InDoubleQuotes(_regexes.Intersect(names, _quoted)));
        return !_regexes.IsEmpty(keys) || _regexes.IsEmpty(names) ? keys : throw TooLong("every name that a pattern allows");
    }

    /// <summary>All keys but some, with the colon.</summary>
    /// <param name="texts">The texts of those, ascending.</param>
    public Regex But(byte[][] texts)
    {
        // Behind its last quote there is no way to go on but that of the key itself, so a key in quotes ends there.
        byte[][] plain = Array.FindAll(texts, text => text[0] != (byte)'"');
        byte[][] quoted = [.. texts.Where(text => text[0] == (byte)'"').Select(text => text[1..^1])];
        return Written(UndeclaredNames.Of(_regexes, _plain, plain), UndeclaredNames.Of(_regexes, QuotedBodies, quoted));
    }

    /// <summary>The text of a key, with the colon.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Unsupported"/>: it is too long.</exception>
    public byte[] TextOf(string name)
    {
        byte[] form = _strings.Encoding.FormOf(name);
        bool isPlain = _mayBePlain && YamlStrings.IsPlainKey(name);
        int length = name.EnumerateRunes().Count();
        if (length > (isPlain ? YamlStrings.MaxPlainKey : YamlStrings.MaxQuotedKey))
        {
            throw TooLong($"the name \"{name[..20]}…\" of {length} characters");
        }

        return isPlain ? [.. form, (byte)':'] : [.. YamlStrings.DoubleQuoted(form), (byte)':'];
    }

    private static GrammarException TooLong(string what) => new(
        GrammarError.Unsupported,
        $"{what} is too long for a key of YAML, which may take {YamlStrings.MaxPlainKey} characters, or {YamlStrings.MaxQuotedKey} in quotes",
        construct: "properties",
        hint: "shorten it, or write JSON");

    private Regex QuotedBodies => field ??= _scalars.InDoubleQuotes(_quoted);

    private Regex Written(Regex plain, Regex quotedBodies) => _regexes.Union(
        _regexes.Concat(plain, _regexes.Literal(":")), _regexes.Concat(_regexes.Literal("\""), quotedBodies, _regexes.Literal("\":")));
}
