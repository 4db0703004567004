// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>One extraction: what the model reads, and what it should answer.</summary>
internal sealed record TaskExample(string Task, Tongue Tongue, string Text, JsonObject Schema, JsonObject Document);

/// <summary>Draws extractions from the texts of all tasks.</summary>
internal sealed class TaskCorpus
{
    /// <summary>Kept away from training altogether: how the model does on a kind of text that it has never seen.</summary>
    public const string UnseenTask = "job";

    private readonly TaskTexts[] _tasks;
    private readonly Draw _draw;

    public TaskCorpus(Draw draw)
    {
        _draw = draw;
        _tasks = [.. draw.Book.Names.Where(IsTask).Select(name => TaskTexts.Read(name["task.".Length..^".fields".Length], draw.Book))];
    }

    public IEnumerable<string> Names => _tasks.Select(task => task.Name);

    public TaskExample Next()
    {
        // The invoice is what the examples show, and the longest; it comes a little more often.
        if (_draw.Chance(15))
            return Next(Forms.Draw(_draw));
        TaskTexts[] known = [.. _tasks.Where(task => task.Name != UnseenTask)];
        return Next(_draw.Chance(12) ? known.First(task => task.Name == "invoice") : _draw.Of<TaskTexts>(known));
    }

    public TaskExample Next(string task) => Next(_tasks.First(each => each.Name == task));

    private TaskExample Next(TaskTexts task)
    {
        Tongue tongue = _draw.Chance(68) ? Tongue.English : _draw.Of(Tongue.Others);
        var drawn = new Values(_draw, tongue);
        Dictionary<string, TaskValue> values = drawn.For(task);
        if (task.Fields.FirstOrDefault(field => field.Kind == "lines") is { } lines)
        {
            Rows rows = Rows.Draw(_draw);
            string currency = values.TryGetValue("currency", out TaskValue? named) ? named.Said : "EUR";
            values[lines.Id] = rows.Value(_draw, tongue, currency, drawn);
            if (values.ContainsKey("total"))
                values["total"] = drawn.Money(rows.Total);
        }
        Told told = new Telling(task, tongue, values, _draw).Tell(_draw.Int(2, Math.Min(task.Fields.Count, 9)));
        Answer answer = new AnswerShape(task, values, _draw).Draw(told.Fields);
        return new(task.Name, tongue, told.Text, answer.Schema, answer.Document);
    }

    private static bool IsTask(string list) => list.StartsWith("task.", StringComparison.Ordinal) && list.EndsWith(".fields", StringComparison.Ordinal);
}
