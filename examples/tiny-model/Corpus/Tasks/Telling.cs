// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>A text, and the fields that a reader learns from it.</summary>
internal sealed record Told(string Text, IReadOnlySet<string> Fields);

/// <summary>Tells values as a short text: sentences, label lines, or both, with noise around them.</summary>
internal sealed class Telling(TaskTexts task, Tongue tongue, IReadOnlyDictionary<string, TaskValue> values, Draw draw)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public Told Tell(int fields)
    {
        List<string> targets = [.. draw.Shuffled(task.Fields).Take(fields).Select(field => field.Id)];
        int layout = draw.Int(0, 9);
        int labelled = layout switch { < 5 => 0, < 8 => targets.Count, _ => targets.Count / 2 };
        List<string> lines = [.. targets.Take(labelled).Select(Label)];
        List<string> sentences = Sentences(targets.Skip(labelled));
        for (int noise = draw.Of(0, 0, 1, 1, 2, 3); noise > 0 && task.Noise.Count > 0; noise--)
            Insert(sentences, draw.Side(task.Noise));

        string prose = Join(sentences);
        string text = layout == 9 ? $"{prose}\n\n{string.Join('\n', lines)}" : string.Join('\n', lines.Append(prose).Where(part => part.Length > 0));
        return new(draw.Chance(25) ? Wrapped(Framed(text), draw.Int(60, 120)) : Framed(text), _told);
    }

    private void Insert(List<string> sentences, string noise)
    {
        if (!sentences.Contains(noise))
            sentences.Insert(draw.Int(0, sentences.Count), noise);
    }

    // Sentences run on in one line, or stand in lines of their own; one with line breaks inside ends its line.
    private string Join(List<string> sentences)
    {
        string between = draw.Of(" ", " ", " ", "\n");
        var text = new StringBuilder();
        foreach (string sentence in sentences)
        {
            if (text.Length > 0 && text[^1] != '\n')
                text.Append(sentence.Contains('\n', StringComparison.Ordinal) ? "\n" : between);
            text.Append(sentence);
            if (sentence.Contains('\n', StringComparison.Ordinal))
                text.Append('\n');
        }
        return text.ToString().TrimEnd('\n');
    }

    private string Framed(string text)
    {
        string head = task.Heads.Count > 0 && draw.Chance(35) ? Head() : "";
        string opening = draw.Int(0, 99) switch { < 12 => draw.Pick("greeting") + ",\n", < 24 => Salutation() + draw.Of("\n", "\n\n"), _ => "" };
        string closing = draw.Chance(15) ? $"\n{draw.Pick("closing")}" : "";
        string body = opening + text + closing;
        if (draw.Chance(10))
            return $"{Envelope()}Subject: {(head.Length > 0 ? head : draw.Pick("t.topic"))}\n\n{body}";
        return head.Length > 0 ? head + draw.Of("\n", "\n\n") + body : body;
    }

    /// <summary>Somebody is addressed by a name, which is not what the fields ask for.</summary>
    private string Salutation()
    {
        string name = draw.Chance(40) ? Invented.Name(draw) : draw.Pick("t.family");
        return tongue.Code switch
        {
            "de" => draw.Of($"Sehr geehrte Frau {name},", $"Sehr geehrter Herr {name},", $"Hallo Herr {name},"),
            "fr" => draw.Of($"Madame {name},", $"Cher Monsieur {name},", $"Bonjour Madame {name},"),
            "es" => draw.Of($"Estimada señora {name}:", $"Estimado señor {name}:", $"Hola, señor {name}:"),
            _ => draw.Of($"Dear Mr {name},", $"Dear Ms {name},", $"Dear Mrs {name},", $"Hello Mr {name},", $"Hi {draw.Pick("t.given")},", $"Dear {draw.Pick("t.given")},"),
        };
    }

    /// <summary>The head of a message; its names and addresses are nobody's that the text speaks of.</summary>
    private string Envelope()
    {
        string sender = $"{draw.Pick("t.given")} {Invented.Name(draw)}";
        string from = $"From: {sender} <{Values.Ascii(Invented.Word(draw))}@{draw.Pick("t.domain")}>\n";
        return draw.Chance(30) ? from : $"{from}To: {draw.Pick("t.department")} <{draw.Of("info", "office", "accounts", "mail")}@{draw.Pick("t.domain")}>\n";
    }

    // As mail programs break lines: at a space, somewhere before the margin, within values too. Rows of a table have two spaces and stay.
    private static string Wrapped(string text, int width)
    {
        var wrapped = new StringBuilder();
        foreach (string line in text.Split('\n'))
        {
            string rest = line;
            while (rest.Length > width && !rest.Contains("  ", StringComparison.Ordinal) && rest.LastIndexOf(' ', width) is > 20 and var at)
            {
                wrapped.Append(rest, 0, at).Append('\n');
                rest = rest[(at + 1)..];
            }
            wrapped.Append(rest).Append('\n');
        }
        return wrapped.ToString(0, wrapped.Length - 1);
    }

    private string Head()
    {
        List<TaskSentence> fitting = [.. task.Heads.Where(head => head.Fits(values))];
        return fitting.Count == 0 ? "" : Say(draw.Side(fitting, sentence => sentence.Text));
    }

    private string Label(string id)
    {
        TaskValue value = values[id];
        _told.Add(id);
        string label = task.Labels.TryGetValue(id, out string[]? labels) ? draw.Side(labels) : id.Replace('.', ' ').Replace('_', ' ');
        string said = value.Said;
        if (task.Kind(id) == "money" && values.TryGetValue("currency", out TaskValue? currency) && draw.Chance(60))
        {
            _told.Add("currency");
            said = draw.Chance(75) ? $"{said} {currency.Said}" : $"{currency.Said} {said}";
        }
        return $"{label}:{(said.Contains('\n', StringComparison.Ordinal) ? "\n" : " ")}{said}";
    }

    /// <summary>For each field that is still unsaid, a sentence that says it and repeats as little as possible.</summary>
    private List<string> Sentences(IEnumerable<string> targets)
    {
        List<TaskSentence> fitting = [.. draw.Shuffled(Splits.Of(task.Sentences[tongue.Code], draw.Split, sentence => sentence.Text)).Where(sentence => sentence.Fits(values))];
        var said = new List<string>();
        foreach (string target in targets)
        {
            if (_told.Contains(target))
                continue;
            TaskSentence? best = fitting.Where(sentence => sentence.Tells.Contains(target)).MinBy(sentence => sentence.Tells.Count(_told.Contains));
            if (best is not null)
                said.Add(Say(best));
            else if (said.Count == 0 || draw.Chance(50))
                said.Add(Label(target));
        }
        return said;
    }

    private string Say(TaskSentence sentence)
    {
        _told.UnionWith(sentence.Tells);
        return sentence.Say(values);
    }

}
