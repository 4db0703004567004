// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using System.Text.Json;
using Constrain.Frontends.Yaml;

namespace Constrain.Texts;

/// <summary>Writes a JSON value as block YAML, token by token.</summary>
/// <remarks>
/// Not recursive: nesting costs a frame on the heap. Where a collection begins is only known with its first part, since an empty one
/// stands on the line of its key or dash. Cost: linear in the length of the YAML, which grows with the square of the nesting.
/// </remarks>
internal sealed class YamlWriter
{
    /// <summary>Levels of collections; the same are read.</summary>
    public const int MaxDepth = 4_096;

    /// <summary>UTF-16 units of YAML; a short JSON text that is nested deeply has much indentation.</summary>
    private const int MaxLength = 1 << 28;

    private readonly byte[] _json;
    private readonly YamlOptions _options;
    private readonly StringBuilder _yaml = new();
    private readonly Stack<Frame> _open = new();

    private YamlWriter(byte[] json, YamlOptions options)
    {
        _json = json;
        _options = options;
    }

    /// <summary>Writes one document.</summary>
    /// <exception cref="GrammarException">See <see cref="YamlText.FromJson"/>.</exception>
    public static string Write(string json, YamlOptions options)
    {
        int surrogate = TextPlace.LoneSurrogate(json);
        return surrogate < 0
            ? new YamlWriter(Encoding.UTF8.GetBytes(json), options).Write()
            : throw new GrammarException(
                GrammarError.Syntax, "half a surrogate pair is no character", TextPlace.Of(json.AsSpan(), surrogate), hint: "remove it");
    }

    private string Write()
    {
        if (_options.DocumentStart || _options.IsStream)
        {
            _yaml.Append("---\n");
        }

        var reader = new Utf8JsonReader(_json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                Write(ref reader);
            }
        }
        catch (JsonException e)
        {
            throw new GrammarException(GrammarError.Syntax, "the text is not valid JSON: " + Brief(e), PlaceOf(e), hint: "give it one JSON value", inner: e);
        }

        return _yaml.Append('\n').ToString();
    }

    private void Write(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                Name(ref reader);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Item();
                if (_open.Count == MaxDepth)
                {
                    throw new GrammarException(
                        GrammarError.LimitExceeded, $"the value is nested more than {MaxDepth} levels deep", PlaceOf(reader.TokenStartIndex), hint: "flatten it");
                }

                _open.Push(new Frame(_open.TryPeek(out Frame? outer) ? outer : null, reader.TokenType == JsonTokenType.StartObject, _options));
                break;
            case JsonTokenType.EndObject:
                if (_open.Pop().IsEmpty)
                {
                    Scalar("{}");
                }

                break;
            case JsonTokenType.EndArray:
                if (_open.Pop().IsEmpty)
                {
                    Scalar("[]");
                }

                break;
            case JsonTokenType.String:
                Item();
                String(Text(ref reader));
                break;
            default:
                Item();
                string text = Encoding.UTF8.GetString(reader.ValueSpan);
                Scalar(reader.TokenType == JsonTokenType.Number ? Number(text, reader.TokenStartIndex) : text);
                break;
        }
    }

    private void Name(ref Utf8JsonReader reader)
    {
        string name = Text(ref reader);
        Frame frame = _open.Peek();
        if (!frame.Names!.Add(name))
        {
            throw new GrammarException(GrammarError.Syntax, "the object has the name twice", PlaceOf(reader.TokenStartIndex), name, "give each name once");
        }

        string key = YamlSpelling.Key(name, _options.ScalarStyles);
        bool isQuoted = key.StartsWith('"');
        int limit = isQuoted ? YamlStrings.MaxQuotedKey : YamlStrings.MaxPlainKey;
        if (name.Length > limit && name.EnumerateRunes().Count() is int length && length > limit)
        {
            throw new GrammarException(
                GrammarError.LimitExceeded,
                $"the name has {length} characters, and a key {(isQuoted ? "in quotes" : "without quotes")} has at most {limit}",
                PlaceOf(reader.TokenStartIndex),
                name,
                "parsers need not look for a colon behind longer ones: shorten it, or write the object as an array of pairs");
        }

        Begin(frame);
        _yaml.Append(key).Append(':');
    }

    /// <summary>Where a value is an item, its dash.</summary>
    private void Item()
    {
        if (_open.TryPeek(out Frame? frame) && !frame.IsMapping)
        {
            Begin(frame);
            _yaml.Append('-');
        }
    }

    /// <summary>Goes to where the next member or item of a collection begins, and with the first of an inner one, to where that begins.</summary>
    private void Begin(Frame frame)
    {
        if (!frame.IsEmpty)
        {
            NewLine(frame.Column);
            return;
        }

        frame.IsEmpty = false;
        if (frame.Outer is { IsMapping: true })
        {
            NewLine(frame.Column);
        }
        else if (frame.Outer is not null)
        {
            _yaml.Append(' ');
        }
    }

    private void String(string value)
    {
        if (!YamlSpelling.IsLiteral(value, _options.ScalarStyles))
        {
            Scalar(YamlSpelling.Line(value, _options.ScalarStyles));
            return;
        }

        bool hasEnd = value.EndsWith('\n');
        Scalar(hasEnd ? "|" : "|-");
        int column = _open.TryPeek(out Frame? frame) ? frame.ColumnInside : _options.Indent;
        foreach (string line in (hasEnd ? value[..^1] : value).Split('\n'))
        {
            NewLine(line.Length == 0 ? 0 : column);
            _yaml.Append(line);
        }
    }

    private string Number(string text, long offset) => double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture))
        ? YamlSpelling.Number(text)
        : throw new GrammarException(
            GrammarError.LimitExceeded, "the number is past what a double holds", PlaceOf(offset), hint: "some parsers would read it as infinity, others as a string: write it as a string");

    private void Scalar(string text)
    {
        if (_open.Count > 0)
        {
            _yaml.Append(' ');
        }

        _yaml.Append(text);
    }

    private void NewLine(int column)
    {
        if (_yaml.Length > MaxLength)
        {
            throw new GrammarException(GrammarError.LimitExceeded, $"the YAML is longer than {MaxLength} characters", hint: "flatten the value: each level indents all that is in it");
        }

        _yaml.Append('\n').Append(' ', column);
    }

    /// <summary>The string that a token is.</summary>
    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new GrammarException(
                GrammarError.Syntax, "the string has half a surrogate pair, which is no character", PlaceOf(reader.TokenStartIndex), hint: @"write \u escapes of surrogates in pairs", inner: e);
        }
    }

    private SourceLocation PlaceOf(long offset) => TextPlace.Of(_json, (int)offset);

    private SourceLocation? PlaceOf(JsonException e)
    {
        if (e.LineNumber is not { } line || e.BytePositionInLine is not { } column)
        {
            return null;
        }

        int start = 0;
        for (; line > 0; line--)
        {
            start += _json.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        return PlaceOf(start + column);
    }

    // The reader's message ends with its own place, which is 0-based; ours is 1-based.
    private static string Brief(JsonException e)
    {
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place < 0 ? e.Message : e.Message[..place]).TrimEnd('.', ' ');
    }

    /// <summary>A collection that is being written.</summary>
    private sealed class Frame
    {
        public Frame(Frame? outer, bool isMapping, YamlOptions options)
        {
            Outer = outer;
            Names = isMapping ? new HashSet<string>(StringComparer.Ordinal) : null;
            Column = outer is null ? 0
                : !isMapping && outer.IsMapping && !options.IndentSequences ? outer.Column
                : outer.ColumnInside;
            ColumnInside = Column + (isMapping ? options.Indent : 2);
        }

        public Frame? Outer { get; }

        public bool IsMapping => Names is not null;

        public bool IsEmpty { get; set; } = true;

        /// <summary>The names of a mapping so far.</summary>
        public HashSet<string>? Names { get; }

        /// <summary>The 0-based column in which its members or items begin.</summary>
        public int Column { get; }

        /// <summary>The column in which the members of mappings, and the lines of literal blocks in it begin.</summary>
        public int ColumnInside { get; }
    }
}
