// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Constrain.Texts;

/// <summary>Reads YAML as JSON, event by event.</summary>
/// <remarks>
/// Not recursive, like the parser that gives the events: nesting costs a frame on the heap. What an anchor names is a part of the JSON
/// that was written, so an alias is a copy of it. Cost: linear in the lengths of the YAML and the JSON.
/// </remarks>
internal sealed partial class YamlReader
{
    private readonly Scanner _tokens;
    private readonly Parser _events;
    private readonly Stack<Frame> _open = new();
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);
    private JsonBuffer _json = new();
    private JsonPlaces _places = new();
    private Mark _end = Mark.Empty;

    /// <summary>Reads a text from its beginning.</summary>
    /// <exception cref="GrammarException">It has a character that no YAML has.</exception>
    public YamlReader(string yaml)
    {
        // A byte order mark is no part of the text; editors do write it.
        string text = yaml is ['\uFEFF', ..] ? yaml[1..] : yaml;
        YamlCharacters.Check(text);
        _tokens = new Scanner(new StringReader(text), skipComments: true);
        _events = new Parser(_tokens);
    }

    /// <summary>The documents of the text.</summary>
    /// <exception cref="GrammarException">See <see cref="YamlText.Read"/>.</exception>
    public List<YamlDocument> ReadAll()
    {
        List<YamlDocument> documents = [];
        while (NextDocument() is not null)
        {
            documents.Add(Document());
        }

        return documents;
    }

    /// <summary>The only document of the text.</summary>
    /// <exception cref="GrammarException">See <see cref="YamlText.ToJson"/>.</exception>
    public YamlDocument ReadOne()
    {
        if (NextDocument() is null)
        {
            throw new GrammarException(GrammarError.Syntax, "there is no document in the text", SourceLocation.AtLine(1, 1), hint: "an empty value is written null");
        }

        YamlDocument document = Document();
        return NextDocument() is not { } next ? document : throw new GrammarException(
            GrammarError.Unsupported, "a second document begins", At(next), hint: "give it one document, without --- and ... behind it");
    }

    /// <summary>Goes to the next document; its mark, or null where there is none.</summary>
    private Mark? NextDocument()
    {
        while (Next() is { } read)
        {
            if (read is DocumentStart start)
            {
                CheckVersion(start);
                return start.Start;
            }
        }

        return null;
    }

    private YamlDocument Document()
    {
        (_json, _places) = (new JsonBuffer(), new JsonPlaces());
        _anchors.Clear();
        (_copies, _copiedBytes) = (0, 0);
        while (Next() is { } read and not DocumentEnd)
        {
            Read(read);
        }

        return new YamlDocument(_json.Written, _places);
    }

    private ParsingEvent? Next()
    {
        try
        {
            return _events.MoveNext() ? _events.Current : null;
        }
        catch (YamlException e)
        {
            throw Malformed(e.Message, e.Start, e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Texts that the parser does not expect, and so says nothing of: a tag that is no URI, "{| -", a document behind "...".
            throw Malformed("it ends or goes on where it cannot", _tokens.Current?.Start ?? _tokens.CurrentPosition, e);
        }
    }

    private static GrammarException Malformed(string problem, Mark mark, Exception inner) => new(
        GrammarError.Syntax, "the text is not valid YAML: " + problem.TrimEnd('.', ' '), At(mark), hint: "look at the indentation, colons and quotes there", inner: inner);

    private void Read(ParsingEvent read)
    {
        switch (read)
        {
            case NodeEvent or AnchorAlias when _open.TryPeek(out Frame? frame) && frame.IsAtKey:
                Key(frame, read);
                break;
            case AnchorAlias alias:
                Value(alias);
                Copy(alias);
                break;
            case Scalar scalar:
                Value(scalar);
                int start = _json.Length;
                Write(scalar);
                Name(scalar.Anchor, start, 0, MeaningOf(scalar) == PlainMeaning.String ? scalar.Value : null);
                break;
            case NodeEvent collection:
                Value(collection);
                Open(collection);
                break;
            case MappingEnd or SequenceEnd:
                Close(read);
                return;
        }

        _end = read.End;
    }

    private void Open(NodeEvent start)
    {
        bool isMapping = start is MappingStart;
        CheckTag(start, isMapping ? "map" : "seq");
        CheckDepth(1, start.Start);
        bool isFlow = start is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };
        _open.Push(new Frame(isMapping, isFlow, start.Anchor, _json.Length));
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = Anchor.Unfinished;
        }

        _json.Raw(isMapping ? "{" : "[");
    }

    private void Close(ParsingEvent end)
    {
        // The end of a block is where the next thing begins, lines below perhaps: what it holds ends before.
        Frame frame = _open.Pop();
        Mark mark = frame.IsFlow ? end.Start : _end;
        Place(_json.Length, mark);
        _json.Raw(frame.IsMapping ? "}" : "]");
        Name(frame.Anchor, frame.Start, frame.Height);
        Grow(frame.Height);
        _end = frame.IsFlow ? new Mark(mark.Index + 1, mark.Line, mark.Column + 1) : _end;
    }

    /// <summary>Begins a value: behind its name, or as the next item.</summary>
    private void Value(ParsingEvent value)
    {
        int start = _json.Length;
        if (_open.TryPeek(out Frame? frame))
        {
            if (!frame.IsMapping && frame.Count > 0)
            {
                _json.Raw(",");
            }

            frame.Count++;
            frame.IsAtKey = frame.IsMapping;
        }

        Place(start, value.Start);
    }

    private void Key(Frame frame, ParsingEvent key)
    {
        Place(_json.Length, key.Start);
        if (frame.Count > 0)
        {
            _json.Raw(",");
        }

        int start = _json.Length;
        string name = NameOf(key);
        if (!frame.Names!.Add(name))
        {
            throw new GrammarException(GrammarError.Syntax, "the mapping has the key twice", At(key.Start), name, "give each key once");
        }

        _json.String(name);
        if (key is Scalar scalar)
        {
            Name(scalar.Anchor, start, 0, name);
        }

        _json.Raw(":");
        frame.IsAtKey = false;
    }

    private void CheckDepth(int height, Mark mark)
    {
        if (_open.Count + height > YamlWriter.MaxDepth)
        {
            throw new GrammarException(GrammarError.LimitExceeded, $"the value is nested more than {YamlWriter.MaxDepth} levels deep", At(mark), hint: "flatten it");
        }
    }

    /// <summary>Says that the innermost collection holds something so high.</summary>
    private void Grow(int height)
    {
        if (_open.TryPeek(out Frame? frame))
        {
            frame.Height = Math.Max(frame.Height, height + 1);
        }
    }

    private void Place(int offset, Mark mark) => _places.Add(offset, (int)mark.Line, (int)mark.Column);

    private static SourceLocation At(Mark mark) => SourceLocation.AtLine((int)mark.Line, (int)mark.Column);

    private static void CheckVersion(DocumentStart start)
    {
        if (start.Version is { Version: { Major: not 1 } or { Minor: not 2 } } version)
        {
            throw new GrammarException(
                GrammarError.Unsupported,
                $"the document is of YAML {version.Version.Major}.{version.Version.Minor}, and what is read is 1.2",
                At(start.Start),
                "%YAML",
                "words and numbers mean other things there: make sure that they are meant as in 1.2 and remove the directive");
        }
    }

    /// <summary>A collection that is being read.</summary>
    private sealed class Frame(bool isMapping, bool isFlow, AnchorName anchor, int start)
    {
        public bool IsMapping => Names is not null;

        public bool IsFlow => isFlow;

        public AnchorName Anchor => anchor;

        /// <summary>The offset of its bracket in the JSON.</summary>
        public int Start => start;

        /// <summary>Whether a key comes next.</summary>
        public bool IsAtKey { get; set; } = isMapping;

        /// <summary>Levels of collections, with its own.</summary>
        public int Height { get; set; } = 1;

        /// <summary>Values so far.</summary>
        public int Count { get; set; }

        /// <summary>The keys of a mapping so far.</summary>
        public HashSet<string>? Names { get; } = isMapping ? new HashSet<string>(StringComparer.Ordinal) : null;
    }
}
