// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>A field of a task: a line of <c>@task.NAME.fields</c>.</summary>
/// <param name="Id">What placeholders call it, such as <c>buyer.city</c>.</param>
/// <param name="Kind">The kind of its values, such as <c>money</c>, or <c>group</c>.</param>
/// <param name="Arguments">What the kind takes: bounds, a list, patterns.</param>
/// <param name="Keys">The names that a schema may give it.</param>
internal sealed record TaskField(string Id, string Kind, string[] Arguments, string[] Keys)
{
    /// <summary>The group before the dot, or nothing.</summary>
    public string Group => Id.Contains('.', StringComparison.Ordinal) ? Id[..Id.IndexOf('.', StringComparison.Ordinal)] : "";

    public static TaskField Parse(string line)
    {
        string[] parts = line.Split(':', 3, StringSplitOptions.TrimEntries);
        if (parts.Length < 3)
            throw new InvalidDataException($"\"{line}\" is no field: id : kind : key names");
        string[] kind = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(parts[0], kind[0], kind[1..], parts[2].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
