// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.RegularExpressions;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>A sentence with places for values. With a condition it says by other words that a field has a certain value.</summary>
internal sealed partial record TaskSentence(string Text, string[] Places, string? ConditionField, string? ConditionValue)
{
    /// <summary>The fields that a reader learns from it.</summary>
    public IEnumerable<string> Tells => ConditionField is null ? Places : Places.Append(ConditionField);

    /// <summary>Can it be said of these values?</summary>
    public bool Fits(IReadOnlyDictionary<string, TaskValue> values) =>
        Places.All(values.ContainsKey)
        && (ConditionField is null || (values.TryGetValue(ConditionField, out TaskValue? value) && value.Word == ConditionValue));

    public string Say(IReadOnlyDictionary<string, TaskValue> values) => Template.Fill(Text, place => values[place].Said);

    public static TaskSentence Parse(string line, IReadOnlySet<string> known, string task)
    {
        Match condition = Condition().Match(line);
        string text = line[condition.Length..];
        string[] places = [.. Place().Matches(text).Select(match => match.Groups[1].Value).Distinct()];
        string? field = condition.Success ? condition.Groups[1].Value : null;
        string? unknown = places.Append(field ?? places.FirstOrDefault()).FirstOrDefault(place => place is not null && !known.Contains(place));
        return unknown is null
            ? new(text, places, field, condition.Success ? condition.Groups[2].Value : null)
            : throw new InvalidDataException($"task {task}: there is no field {unknown} in \"{line}\"");
    }

    [GeneratedRegex(@"^\[([\w.]+)=([^\]]*)\]\s*")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\{([\w.]+)\}")]
    private static partial Regex Place();
}
