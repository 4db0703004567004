// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>What the text file of one task holds: its fields, and the phrases that tell them.</summary>
internal sealed class TaskTexts
{
    private readonly Dictionary<string, List<TaskSentence>> _sentences = new(StringComparer.Ordinal);
    private readonly Phrasebook _book;

    public TaskTexts(string name, Phrasebook book)
    {
        Name = name;
        _book = book;
        TaskField[] all = [.. book.Entries($"task.{name}.fields").Select(TaskField.Parse)];
        Fields = [.. all.Where(field => field.Kind != "group")];
        Groups = all.Where(field => field.Kind == "group").ToDictionary(field => field.Id, StringComparer.Ordinal);
        Known = Fields.Select(field => field.Id).ToHashSet(StringComparer.Ordinal);
        foreach (string code in Tongue.Others.Select(tongue => tongue.Code).Prepend("en"))
            _sentences.Add(code, [.. List(code == "en" ? "say" : $"say.{code}").Select(line => TaskSentence.Parse(line, Known, name))]);
        Labels = List("label").Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).ToDictionary(
            parts => parts[0], parts => parts[1].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<TaskField> Fields { get; }

    public IReadOnlyDictionary<string, TaskField> Groups { get; }

    /// <summary>The names of all fields.</summary>
    public IReadOnlySet<string> Known { get; }

    /// <summary>What stands before the colon in a form, by field.</summary>
    public IReadOnlyDictionary<string, string[]> Labels { get; }

    /// <summary>Sentences that say nothing about the fields.</summary>
    public IReadOnlyList<string> Noise => List("noise");

    /// <summary>Headlines and openings.</summary>
    public IReadOnlyList<string> Heads => List("head");

    public string Kind(string id) => Fields.First(field => field.Id == id).Kind;

    public IReadOnlyList<TaskSentence> Sentences(Tongue tongue) => _sentences[tongue.Code];

    private IReadOnlyList<string> List(string part) => _book.Has($"task.{Name}.{part}") ? _book.Entries($"task.{Name}.{part}") : [];
}
