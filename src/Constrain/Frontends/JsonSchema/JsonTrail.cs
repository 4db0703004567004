// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Constrain.Grammars;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The names written of every open object, and where the last item of every open array began.</summary>
/// <remarks>JSON text falls into names, items and brackets in one way, whatever the schema, so they are found without it.</remarks>
internal sealed class JsonTrail : Trail
{
    private static readonly SearchValues<byte> EndsPlain = SearchValues.Create("\"\\"u8);

    private readonly JsonTrail? _previous;
    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly bool _isInString;
    private readonly bool _isEscaped;

    private JsonTrail(JsonTrail? previous, byte[] bytes, Open? top, bool isInString, bool isEscaped, int nameStart)
    {
        _previous = previous;
        _bytes = bytes;
        _start = previous is null ? 0 : previous.Length;
        Top = top;
        _isInString = isInString;
        _isEscaped = isEscaped;
        NameStart = nameStart;
    }

    /// <summary>Before the first byte.</summary>
    public static JsonTrail Empty { get; } = new(null, [], null, false, false, -1);

    /// <summary>Before the first byte, where a name may be spelled in several ways.</summary>
    public static JsonTrail EmptyAnySpelling { get; } = new(null, [], null, false, false, -1) { IsAnySpelling = true };

    /// <summary>Whether a name may be spelled in several ways.</summary>
    public bool IsAnySpelling { get; private init; }

    /// <summary>The innermost open array or object; null outside of all.</summary>
    public Open? Top { get; }

    /// <summary>The length of the document so far, in bytes.</summary>
    public int Length => _start + _bytes.Length;

    /// <summary>Where the name that is being written began, after its quote; -1 when none is.</summary>
    public int NameStart { get; }

    /// <summary>What was written of the name that is being written.</summary>
    public byte[] PartOfName => Text(NameStart);

    /// <inheritdoc/>
    public override Trail? After(ReadOnlySpan<byte> bytes)
    {
        Open? top = Top;
        bool isInString = _isInString;
        bool isEscaped = _isEscaped;
        int nameStart = NameStart;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte letter = bytes[i];
            if (isInString)
            {
                if (isEscaped)
                {
                    isEscaped = false;
                    continue;
                }

                int plain = bytes[i..].IndexOfAny(EndsPlain);
                if (plain < 0)
                {
                    break;
                }

                i += plain;
                letter = bytes[i];
                isEscaped = letter == (byte)'\\';
                isInString = letter != (byte)'"';
                if (!isInString && nameStart >= 0)
                {
                    if (top!.With(NameOf(Text(nameStart, bytes[..i]))) is not { } named)
                    {
                        return null;
                    }

                    top = named;
                    nameStart = -1;
                }

                continue;
            }

            switch (letter)
            {
                case (byte)'"':
                    isInString = true;
                    nameStart = top is { IsBeforeName: true } ? Length + i + 1 : -1;
                    break;
                case (byte)'{' or (byte)'[':
                    top = new Open(top, letter == (byte)'[', Length + i + 1);
                    break;
                case (byte)'}' or (byte)']':
                    top = top?.Parent;
                    break;
                case (byte)',':
                    top = top?.AfterComma(Length + i + 1);
                    break;
                case (byte)':':
                    top = top?.AfterColon();
                    break;
            }
        }

        return new JsonTrail(this, bytes.ToArray(), top, isInString, isEscaped, nameStart) { IsAnySpelling = IsAnySpelling };
    }

    /// <inheritdoc/>
    public override byte[] LastValue() => Text(Top!.Start);

    /// <summary>The text from an offset up to now, and some more bytes.</summary>
    private byte[] Text(int from, ReadOnlySpan<byte> more = default)
    {
        byte[] text = new byte[Length + more.Length - from];
        more[Math.Max(0, from - Length)..].CopyTo(text.AsSpan(Math.Max(0, Length - from)));
        for (JsonTrail? part = this; part is not null && part.Length > from; part = part._previous)
        {
            int skip = Math.Max(0, from - part._start);
            part._bytes.AsSpan(skip).CopyTo(text.AsSpan(part._start + skip - from));
        }

        return text;
    }

    private static string NameOf(byte[] body)
    {
        if (!body.AsSpan().Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(body);
        }

        return JsonElement.Parse([(byte)'"', .. body, (byte)'"']).GetString()!;
    }

    /// <summary>A name that was written.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Before">The one before it in the same object; null for none.</param>
    internal sealed record Written(string Name, Written? Before);

    /// <summary>An open array or object.</summary>
    internal sealed class Open
    {
        private readonly ImmutableHashSet<string> _names;
        private readonly string? _lastName;
        private readonly Open? _before;
        private bool? _hasNameIn;

        public Open(Open? parent, bool isArray, int start)
            : this(parent, isArray, start, ImmutableHashSet<string>.Empty, !isArray, parent, null, null)
        {
        }

        private Open(Open? parent, bool isArray, int start, ImmutableHashSet<string> names, bool isBeforeName, Open? before, string? lastName, Written? last)
        {
            _before = before is { _lastName: null } ? before._before : before;
            _hasNameIn = lastName is null ? before?._hasNameIn : null;
            _lastName = lastName;
            Last = last;
            Parent = parent;
            IsArray = isArray;
            Start = start;
            _names = names;
            IsBeforeName = isBeforeName;
        }

        /// <summary>What it stands in.</summary>
        public Open? Parent { get; }

        public bool IsArray { get; }

        /// <summary>Where the last item of an array began, white space before it included.</summary>
        public int Start { get; }

        /// <summary>Whether the next string of an object is a name.</summary>
        public bool IsBeforeName { get; }

        /// <summary>The name of an object that was written last; null for none.</summary>
        public Written? Last { get; }

        /// <summary>The names of an object that were written.</summary>
        public ImmutableHashSet<string> Names => _names;

        /// <summary>Whether a name of the object, or of one that it stands in, is among some texts. Asked for one set of texts alone.</summary>
        public bool HasNameIn(Dictionary<string, int[]> texts)
        {
            // A loop and not a recursion: as many names may be new as the object has.
            bool has = false;
            for (Open? open = this; open is not null && !has; open = open._before)
            {
                if (open._hasNameIn is { } known)
                {
                    has = known;
                    break;
                }

                has = open._lastName is not null && texts.ContainsKey(open._lastName);
            }

            _hasNameIn = has;
            return has;
        }

        /// <summary>With one more name; null when it was written before.</summary>
        public Open? With(string name)
        {
            ImmutableHashSet<string> names = _names.Add(name);
            return names == _names ? null : new Open(Parent, IsArray, Start, names, IsBeforeName, this, name, new Written(name, Last));
        }

        public Open AfterComma(int start) => new(Parent, IsArray, start, _names, !IsArray, this, null, Last);

        public Open AfterColon() => new(Parent, IsArray, Start, _names, false, this, null, Last);
    }
}
