// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>A task: its fields, and the phrases that tell them.</summary>
internal sealed class TaskTexts
{
    /// <summary>What it is about, in one word.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<TaskField> Fields { get; init; }

    public IReadOnlyDictionary<string, TaskField> Groups { get; init; } = new Dictionary<string, TaskField>();

    /// <summary>What stands before the colon in a form, by field.</summary>
    public required IReadOnlyDictionary<string, string[]> Labels { get; init; }

    /// <summary>Sentences by the code of their language.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<TaskSentence>> Sentences { get; init; }

    /// <summary>Sentences that say nothing about the fields.</summary>
    public IReadOnlyList<string> Noise { get; init; } = [];

    /// <summary>Headlines and openings.</summary>
    public IReadOnlyList<TaskSentence> Heads { get; init; } = [];

    public string Kind(string id) => Fields.First(field => field.Id == id).Kind;

    /// <summary>Reads the lists of a task from the phrasebook.</summary>
    public static TaskTexts Read(string name, Phrasebook book)
    {
        TaskField[] all = [.. book.Entries($"task.{name}.fields").Select(TaskField.Parse)];
        TaskField[] fields = [.. all.Where(field => field.Kind != "group")];
        var known = fields.Select(field => field.Id).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> List(string part) => book.Has($"task.{name}.{part}") ? book.Entries($"task.{name}.{part}") : [];
        IReadOnlyList<TaskSentence> Parsed(string part) => [.. List(part).Select(line => TaskSentence.Parse(line, known, name))];
        return new()
        {
            Name = name,
            Fields = fields,
            Groups = all.Where(field => field.Kind == "group").ToDictionary(field => field.Id, StringComparer.Ordinal),
            Labels = List("label").Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).ToDictionary(
                parts => parts[0], parts => parts[1].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal),
            Sentences = Tongue.Others.Select(tongue => tongue.Code).Prepend("en").ToDictionary(
                code => code, code => Parsed(code == "en" ? "say" : $"say.{code}"), StringComparer.Ordinal),
            Noise = List("noise"),
            Heads = Parsed("head"),
        };
    }
}
