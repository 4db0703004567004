// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Collections.Immutable;
using System.Text.Json;
using Constrain.Grammars;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The names written of every open object, and where the last item of every open array began, in whatever notation.</summary>
/// <remarks>A document falls into names, items and brackets in one way, whatever the schema, so they are found without it.</remarks>
internal abstract class DocumentTrail(DocumentTrail? previous, byte[] bytes, DocumentTrail.Open? top) : Trail
{
    private readonly int _start = previous is null ? 0 : previous.Length;

    /// <summary>The innermost open array or object; null outside of all.</summary>
    public Open? Top { get; } = top;

    /// <summary>The length of the document so far, in bytes.</summary>
    public int Length => _start + bytes.Length;

    /// <summary>Where the name that may be written now began; -1 when none may.</summary>
    public abstract int NameStart { get; }

    /// <summary>The object whose name may be written now; null when none may.</summary>
    public abstract Open? Naming { get; }

    /// <summary>What was written of the name that may be written now.</summary>
    public byte[] PartOfName => Text(NameStart);

    /// <summary>Whether a name of <see cref="Open.Names"/> has one text.</summary>
    public virtual bool HasOneText(string name) => true;

    /// <summary>The text of such a name, with the byte that ends it.</summary>
    public abstract byte[] TextOf(string name);

    /// <summary>The last item of the array whose items are in a place; what was written so far holds it whole.</summary>
    /// <param name="place">A place of the notation.</param>
    public abstract JsonElement LastItem(int place);

    /// <summary>The text from an offset up to now, and some more bytes.</summary>
    protected byte[] Text(int from, ReadOnlySpan<byte> more = default)
    {
        byte[] text = new byte[Length + more.Length - from];
        more[Math.Max(0, from - Length)..].CopyTo(text.AsSpan(Math.Max(0, Length - from)));
        for (DocumentTrail? part = this; part is not null && part.Length > from; part = part.Previous)
        {
            int skip = Math.Max(0, from - part._start);
            part.Bytes.AsSpan(skip).CopyTo(text.AsSpan(part._start + skip - from));
        }

        return text;
    }

    private DocumentTrail? Previous => previous;

    private byte[] Bytes => bytes;

    /// <summary>A name that was written.</summary>
    /// <param name="Name">The name, or the one text that it has.</param>
    /// <param name="Before">The one before it in the same object; null for none.</param>
    internal sealed record Written(string Name, Written? Before);

    /// <summary>An open array or object.</summary>
    internal sealed class Open
    {
        private readonly ImmutableHashSet<string> _names;
        private readonly string? _lastName;
        private readonly Open? _before;
        private bool? _hasNameIn;

        public Open(Open? parent, bool isArray, int start, int column = 0)
            : this(parent, isArray, start, column, ImmutableHashSet<string>.Empty, !isArray, parent, null, null)
        {
        }

        private Open(
            Open? parent, bool isArray, int start, int column, ImmutableHashSet<string> names, bool isBeforeName, Open? before, string? lastName, Written? last)
        {
            Column = column;
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

        /// <summary>The column in which its lines begin, where the notation has lines.</summary>
        public int Column { get; }

        /// <summary>Where the last item of an array began, maybe with white space before it.</summary>
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

        /// <summary>After one more item began.</summary>
        public Open AfterDash(int start) => new(Parent, IsArray, start, Column, _names, false, this, null, Last);

        /// <summary>With one more name; null when it was written before.</summary>
        public Open? With(string name)
        {
            ImmutableHashSet<string> names = _names.Add(name);
            return names == _names ? null : new Open(Parent, IsArray, Start, Column, names, IsBeforeName, this, name, new Written(name, Last));
        }

        public Open AfterComma(int start) => new(Parent, IsArray, start, Column, _names, !IsArray, this, null, Last);

        public Open AfterColon() => new(Parent, IsArray, Start, Column, _names, false, this, null, Last);
    }
}
