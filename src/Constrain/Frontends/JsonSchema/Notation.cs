// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Grammars;
using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>How values are written down: everything about a document that no schema says.</summary>
/// <remarks>
/// A place is a number that says where in the layout a value stands, an indentation for example; what it means is the notation's.
/// An array is what opens it, then either its hollow form or items, each with what is before it, and what closes it. An object
/// is the same of members; a member is a name and a value.
/// </remarks>
internal abstract class Notation
{
    /// <summary>The place of the whole document.</summary>
    public virtual int Root => 0;

    /// <summary>Whether what closes an array or object has a text of its own.</summary>
    public abstract bool HasClosings { get; }

    /// <summary>The notation with one place for everything, which writes other texts of the same values; itself when places say nothing.</summary>
    public abstract Notation Flat { get; }

    /// <summary>The trail before the first byte.</summary>
    public abstract Trail Trail { get; }

    /// <summary>Before the first item, once the array is open.</summary>
    public abstract Regex BeforeFirstItem(int place);

    /// <summary>Between two items.</summary>
    public abstract Regex BeforeNextItem(int place);

    /// <summary>What opens an array or an object, whatever is in it.</summary>
    public abstract Regex Open(int place, bool isArray);

    /// <summary>What closes one with something in it.</summary>
    public abstract Regex Close(int place, bool isArray);

    /// <summary>What closes an empty one, once it is open.</summary>
    public abstract Regex CloseHollow(int place, bool isArray);

    /// <summary>Before the first name, once the object is open.</summary>
    public abstract Regex BeforeFirstName(int place);

    /// <summary>Between a member and the name of the next.</summary>
    public abstract Regex BeforeNextName(int place);

    /// <summary>The place of the items of an array.</summary>
    public abstract int ItemsOf(int place);

    /// <summary>The place of the values of an object's members.</summary>
    public abstract int MembersOf(int place);

    /// <summary>The canonical text of a name, with a last byte that no other name has there: so no name is a prefix of another.</summary>
    /// <exception cref="GrammarException"><see cref="GrammarError.Unsupported"/>: the name cannot be written.</exception>
    public abstract byte[] NameText(string name);

    /// <summary>Whether a name has no text but the canonical one.</summary>
    public abstract bool HasOneSpelling(string name);

    /// <summary>All texts of a name, up to its value.</summary>
    public abstract Regex Name(string name);

    /// <summary>What stands between the text of a name and its value.</summary>
    public abstract Regex AfterName { get; }

    /// <summary>The names of a set, up to the value.</summary>
    /// <param name="names">The set, as a regex over the forms of strings.</param>
    public abstract Regex Names(Regex names);

    /// <summary>All names but some, up to the value.</summary>
    /// <param name="texts">The canonical texts of those, ascending.</param>
    public abstract Regex NamesBut(byte[][] texts);

    /// <summary>The scalars of a set, each a way to write some of them.</summary>
    public abstract IEnumerable<Regex> Scalars(ValueSet set, int place);

    /// <summary>A whole text.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="value">The document.</param>
    public abstract Symbol Text(Grammar grammar, Symbol value);
}
