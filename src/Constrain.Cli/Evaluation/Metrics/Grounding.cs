// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>Whether values stand in the text that they were to be taken from.</summary>
/// <remarks>
/// A string is found when it stands there but for case, white space, and typographic marks, beginning where a word begins; or when it
/// is a date, a time or a numeral that is told in another way. A number is found when it stands there in some notation, whatever its sign.
/// What a text says in words ("twelve", "tomorrow"), or what follows from it, is not found: the expected documents have
/// such values too, so the share for them is the level to compare with.
/// </remarks>
internal sealed class Grounding
{
    private readonly string _text;
    private readonly HashSet<string> _numbers;
    private readonly DateMentions _dates;

    public Grounding(string source)
    {
        _text = FoldedText.Of(source);
        _numbers = Numerals.In(_text);
        _dates = new DateMentions(_text);
    }

    /// <summary>Whether a string or a number stands in the text. An empty string claims nothing, so it does.</summary>
    public bool Holds(Leaf leaf)
    {
        if (leaf.Kind == JsonValueKind.Number)
        {
            return _numbers.Contains(leaf.Text.TrimStart('-'));
        }

        string value = FoldedText.Of(leaf.Text);
        return value.Length == 0 || FoldedText.Holds(_text, value) || _dates.Tell(value) || Numerals.Whole(value) is string number && _numbers.Contains(number);
    }

    /// <summary>The leaves that are not found, among those that could be: strings and numbers where the schema names no values to choose from.</summary>
    /// <param name="leaves">The leaves of a document.</param>
    /// <param name="choices">Where the schema names values.</param>
    /// <param name="candidates">How many leaves could be found.</param>
    public IReadOnlyList<string> Missing(IReadOnlyDictionary<string, Leaf> leaves, SchemaChoices choices, out int candidates)
    {
        candidates = 0;
        List<string> missing = [];
        foreach ((string pointer, Leaf leaf) in leaves)
        {
            if (leaf.Kind is not (JsonValueKind.String or JsonValueKind.Number) || choices.IsAt(pointer))
            {
                continue;
            }

            candidates++;
            if (!Holds(leaf))
            {
                missing.Add(pointer);
            }
        }

        return missing;
    }
}
