// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Diagnostics;
using Constrain.Frontends.Patterns;

namespace Constrain.Frontends.Gbnf;

/// <summary>Leaves that are not written in characters: tokens, and the extensions <c>/regex/</c> and <c>%json</c>.</summary>
internal sealed partial class GbnfParser
{
    private const string SchemaDirective = "%json";

    /// <summary><c>&lt;name&gt;</c>, whose angle brackets are part of the name, <c>&lt;[number]&gt;</c>, and both behind <c>!</c>.</summary>
    private GbnfNode.Token ParseToken()
    {
        int start = _position;
        bool isNegated = Current == '!';
        _position += isNegated ? 1 : 0;
        if (Current != '<')
        {
            throw Unexpected("a token such as !<name> or !<[123]>");
        }

        int name = _position;
        int length = _text.AsSpan(name).IndexOfAny('>', '\r', '\n');
        if (length < 0 || _text[name + length] != '>')
        {
            throw Syntax("the token is never closed", start, _text[start..(name + 1)], "write the missing \">\"");
        }

        _position += length + 1;
        if (_text[name + 1] != '[')
        {
            return new GbnfNode.Token(_text[name.._position], null, isNegated, start);
        }

        return _text[_position - 2] == ']' && int.TryParse(_text.AsSpan(name + 2, Math.Max(0, length - 3)), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            ? new GbnfNode.Token(null, id, isNegated, start)
            : throw Syntax("the number of a token is written <[123]>", start, _text[start.._position], "give digits alone between the brackets");
    }

    /// <summary>A regex between slashes, and maybe the flags <c>i m s</c>. A slash inside is escaped, or stands in a class.</summary>
    private GbnfNode.Matching ParsePattern()
    {
        int start = _position++;
        for (bool isInClass = false; Current != '/' || isInClass; _position++)
        {
            if (AtEnd || Current is '\r' or '\n')
            {
                throw Syntax("the regex is never closed", start, "/", "write the missing \"/\"; a comment begins with #");
            }

            isInClass = Current == '[' || (isInClass && Current != ']');
            _position += Current == '\\' && _position + 1 < _text.Length ? 1 : 0;
        }

        string regex = _text[(start + 1).._position++];
        if (regex.Length == 0)
        {
            throw Syntax("the regex is empty", start, "//", "a comment begins with #; write \"\" for no text");
        }

        int flags = _position;
        _position = EndOfName(flags);
        int unknown = _text.AsSpan(flags, _position - flags).IndexOfAnyExcept("ims");
        if (unknown >= 0)
        {
            throw Syntax($"there is no flag \"{_text[flags + unknown]}\"", flags + unknown, _text[(flags + unknown)..(flags + unknown + 1)], "the flags are i (case), m (lines) and s (. is any character)");
        }

        string modifiers = new([.. _text[flags.._position].Distinct()]);
        try
        {
            // The regex is read by itself first: a bracket too many would close the group of the flags.
            Pattern pattern = PatternParser.Parse(regex, RegexDialect.Ecma262);
            return modifiers.Length == 0
                ? new GbnfNode.Matching(pattern, start + 1)
                : new GbnfNode.Matching(PatternParser.Parse($"(?{modifiers}:{regex})", RegexDialect.Ecma262), start - 2 - modifiers.Length);
        }
        catch (GrammarException e)
        {
            throw GbnfErrors.Within(_text, start + 1, e);
        }
    }

    /// <summary><c>%json</c> and a JSON Schema: an object, or <c>true</c> or <c>false</c>.</summary>
    private GbnfNode.Document ParseSchema()
    {
        int start = _position;
        int end = EndOfName(start + 1);
        if (_text.AsSpan(start, end - start) is not SchemaDirective)
        {
            string written = _text[start..end];
            throw Syntax($"there is no \"{written}\"", start, written, NearestName.Hint(written, [SchemaDirective]) ?? $"{SchemaDirective} and a JSON Schema is all that a % begins");
        }

        _position = end;
        SkipSpace();
        int schema = _position;
        if (Current != '{')
        {
            _position = EndOfName(schema);
            return _text.AsSpan(schema, _position - schema) is "true" or "false"
                ? new GbnfNode.Document(_text[schema.._position], schema)
                : throw Syntax($"a JSON Schema follows {SchemaDirective}", schema, SchemaDirective, "write it in braces");
        }

        // Whether it is JSON, its own reader says; brackets outside of strings are enough to see where it ends.
        bool isInString = false;
        for (int depth = 0; ; _position++)
        {
            if (AtEnd)
            {
                throw Syntax("the schema is never closed", schema, "{", "write the missing \"}\"");
            }

            switch (Current)
            {
                case '\\' when isInString && _position + 1 < _text.Length:
                    _position++;
                    break;
                case '"':
                    isInString = !isInString;
                    break;
                case '{' when !isInString:
                    depth++;
                    break;
                case '}' when !isInString && --depth == 0:
                    return new GbnfNode.Document(_text[schema..++_position], schema);
            }
        }
    }
}
