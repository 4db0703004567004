// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Regexes;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Character classes, and the names of groups: where it matters which character is read.</summary>
internal sealed partial record RegexSyntax
{
    private static readonly CodePointSet ClassLiterals = CodePointSet.OfChars(@"\]-").Complement();
    private static readonly CodePointSet CanonicalClassLiterals = CodePointSet.OfChars(@"\]-[").Complement();

    private ClassPlace Class { get; init; }

    /// <summary>The character that is or may become the low end of a range.</summary>
    private int Low { get; init; }

    /// <inheritdoc/>
    protected override RegexSyntax After(int character) => At is Place.GroupAngle or Place.Name or Place.ReferenceName
        ? this with { At = At == Place.ReferenceName ? At : Place.Name, Text = Text + char.ConvertFromUtf32(character) }
        : AfterCharacter(character)!;

    /// <summary>After an atom that is one character; null when it is below the low end of its range.</summary>
    private RegexSyntax? AfterCharacter(int character)
    {
        RegexSyntax done = this with { At = Place.Term, Text = string.Empty, Low = 0 };
        return Class switch
        {
            ClassPlace.None => done with { At = Place.Atom },
            ClassPlace.Dash => character >= Low ? done with { Class = ClassPlace.Item } : null,
            _ => done with { Class = ClassPlace.Low, Low = character },
        };
    }

    /// <summary>After an atom that stands for many characters; null as an end of a range.</summary>
    private RegexSyntax? AfterSet() => Class switch
    {
        ClassPlace.None => this with { At = Place.Atom, Text = string.Empty },
        ClassPlace.Dash => null,
        _ => this with { At = Place.Term, Class = ClassPlace.Set, Text = string.Empty, Low = 0 },
    };

    private IEnumerable<Way> ClassWays()
    {
        bool isEmpty = Class is ClassPlace.Start or ClassPlace.Negated;
        if (!(isEmpty && IsCanonical))
        {
            yield return On(']', this with { At = Place.Atom, Class = ClassPlace.None, Low = 0 });
        }

        if (Class == ClassPlace.SetDash)
        {
            yield break;
        }

        yield return On('\\', this with { At = Place.Escape });
        RegexSyntax? dash = Class switch
        {
            ClassPlace.Low => this with { Class = ClassPlace.Dash },
            ClassPlace.Set => this with { Class = ClassPlace.SetDash },
            _ => AfterCharacter('-'),
        };
        if (dash is not null)
        {
            yield return On('-', dash);
        }

        CodePointSet literals = IsCanonical ? CanonicalClassLiterals : ClassLiterals;
        if (Class == ClassPlace.Start)
        {
            yield return On('^', this with { Class = ClassPlace.Negated });
            literals = literals.Except(CodePointSet.Of('^'));
        }

        foreach (Way way in ClassLiteralWays(literals))
        {
            yield return way;
        }
    }

    private IEnumerable<Way> ClassLiteralWays(CodePointSet literals)
    {
        if (Class == ClassPlace.Dash)
        {
            CodePointSet above = literals.Intersect(CodePointSet.Range(Low, CodePointSet.MaxCodePoint));
            return above.IsEmpty ? [] : [On(above, AfterCharacter(CodePointSet.MaxCodePoint)!)];
        }

        if (!IsCanonical)
        {
            return [Way.ByEach(literals, this)];
        }

        // No ranges from a character past ASCII: that would be a state for each.
        return
        [
            On(literals.Except(CodePointSet.Range(0, 127)), AfterSet()!),
            .. Enumerable.Range(0, 128).Where(literals.Contains).Select(c => On((char)c, AfterCharacter(c)!)),
        ];
    }

    private IEnumerable<Way> NameWays()
    {
        if (Text.Length == 0)
        {
            yield return Way.ByEach(IdentifierCharacters.Starts, this);
            yield break;
        }

        yield return Way.ByEach(IdentifierCharacters.Parts, this);
        RegexSyntax done = this with { Text = string.Empty };
        if (At == Place.ReferenceName)
        {
            yield return On('>', done with { At = Place.Atom, Wanted = Given.All.Contains(Text) ? Wanted : Wanted.With(Text) });
        }
        else if (!Given.All.Contains(Text))
        {
            yield return On('>', done with { At = Place.Term, Groups = Groups + 1, Given = Given.With(Text), Wanted = Wanted.Without(Text) });
        }
    }

    /// <summary>Where in a class the text is.</summary>
    private enum ClassPlace
    {
        /// <summary>In none.</summary>
        None,

        /// <summary>After <c>[</c>.</summary>
        Start,

        /// <summary>After <c>[^</c>.</summary>
        Negated,

        /// <summary>Where an atom begins, after a range.</summary>
        Item,

        /// <summary>After a character, from which a range may begin.</summary>
        Low,

        /// <summary>After an atom that no range begins from.</summary>
        Set,

        /// <summary>After the dash of a range.</summary>
        Dash,

        /// <summary>After a dash that is only itself, so that the class must end.</summary>
        SetDash,
    }
}
