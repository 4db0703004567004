// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Constrain.Frontends.Yaml;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What JSON text is made of whatever the schema: strings, numbers, formats and gaps as regexes.</summary>
/// <remarks>
/// One for each builder and way of spelling, shared by all schemas that are compiled with them, so that no schema pays for
/// what it has in common with every other. Threads: any; what is made twice at once is the same object by interning.
/// </remarks>
internal sealed class JsonTerminals
{
    private static readonly ConditionalWeakTable<RegexBuilder, JsonTerminals>[] Known = [[], [], []];

    private readonly ConcurrentDictionary<string, Regex> _formats = new(StringComparer.Ordinal);
    private JsonLayout? _layout;

    private JsonTerminals(RegexBuilder regexes, Spelling spelling)
    {
        Regexes = regexes;
        IsAnySpelling = spelling == Spelling.Any;
        Strings = new JsonStrings(spelling == Spelling.Yaml ? new YamlStringEncoding(regexes) : new JsonStringEncoding(regexes, IsAnySpelling));
        Numbers = new NumberRegex(regexes, spelling switch
        {
            Spelling.Any => NumberNotation.Any,
            Spelling.Yaml => NumberNotation.Yaml,
            _ => NumberNotation.Canonical,
        });
        Null = regexes.Literal("null");
        True = regexes.Literal("true");
        False = regexes.Literal("false");
        String = Strings.Quoted(Strings.AnyBody);
        AnyArray = new ArrayShape([], Term.Any, 0, null);
        AnyObject = new ObjectShape([], [new Cell(Strings.AnyBody, Term.Any)], 0, null);
        Anything = new ValueSet(true, true, true, Numbers.Written, Strings.AnyBody, [AnyArray], [AnyObject]);
        Nothing = new ValueSet(false, false, false, regexes.Nothing, regexes.Nothing, [], []);
    }

    public RegexBuilder Regexes { get; }

    public bool IsAnySpelling { get; }

    public JsonStrings Strings { get; }

    public NumberRegex Numbers { get; }

    public Regex Null { get; }

    public Regex True { get; }

    public Regex False { get; }

    /// <summary>Every string, in its quotes.</summary>
    public Regex String { get; }

    /// <summary>Every array.</summary>
    public ArrayShape AnyArray { get; }

    /// <summary>Every object.</summary>
    public ObjectShape AnyObject { get; }

    /// <summary>Every value.</summary>
    public ValueSet Anything { get; }

    /// <summary>No value.</summary>
    public ValueSet Nothing { get; }

    /// <summary>The terminals of a builder.</summary>
    public static JsonTerminals Of(RegexBuilder regexes, Spelling spelling) =>
        Known[(int)spelling].GetValue(regexes, r => new JsonTerminals(r, spelling));

    /// <summary>The bodies of the strings of a format; null when the format is not known.</summary>
    public Regex? Format(string format)
    {
        if (!_formats.TryGetValue(format, out Regex? regex) && Formats.Find(format, Strings.Encoding, !IsAnySpelling) is { } found)
        {
            _formats[format] = regex = found;
        }

        return regex;
    }

    /// <summary>The bodies of all strings of a known format, those that are not written included.</summary>
    public Regex ExactFormat(string format) => Formats.Find(format, Strings.Encoding, isCanonical: false)!;

    /// <summary>The gaps of a document; those asked for last are kept.</summary>
    public JsonLayout LayoutOf(JsonSchemaOptions options)
    {
        JsonLayout? layout = _layout;
        if (layout is null || !layout.IsFor(options))
        {
            _layout = layout = new JsonLayout(Regexes, options);
        }

        return layout;
    }

    /// <summary>The scalars of a set, strings in their quotes.</summary>
    public Regex ScalarsOf(ValueSet set)
    {
        bool hasWords = set.HasNull || set.HasTrue || set.HasFalse;
        bool hasStrings = set.Strings != Regexes.Nothing;
        if (!hasWords && !hasStrings)
        {
            return set.Numbers;
        }

        Regex strings = !hasStrings ? Regexes.Nothing : set.Strings == Strings.AnyBody ? String : Strings.Quoted(set.Strings);
        return !hasWords && set.Numbers == Regexes.Nothing ? strings : Regexes.Union(
            set.HasNull ? Null : Regexes.Nothing,
            set.HasTrue ? True : Regexes.Nothing,
            set.HasFalse ? False : Regexes.Nothing,
            set.Numbers,
            strings);
    }
}
