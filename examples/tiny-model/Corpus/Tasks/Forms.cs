// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>Tasks made up on the spot: any words name any kind of value, and the key is spelled like the words in the text.</summary>
/// <remarks>From them the model learns to find a value by the words of its key, which is all that it has in a kind of text that it never saw.</remarks>
internal static class Forms
{
    private static readonly string[] Kinds =
        ["fullname", "company", "city", "street", "code", "date", "date", "time", "int", "int", "decimal", "money", "bool", "text", "text", "list", "email", "phone"];

    private static readonly string[] Naming = ["t.topic", "t.item", "t.job", "t.department", "t.service", "textkey", "integerkey", "datekey", "numberkey", "objectkey"];

    private static readonly string[] Phrases = ["t.item", "t.job", "t.hobby", "t.topic", "t.service", "t.company"];

    private static readonly Dictionary<string, string[]> Sayings = new(StringComparer.Ordinal)
    {
        ["en"] = ["The LABEL is VALUE.", "VALUE is the LABEL.", "As LABEL we have VALUE.", "For LABEL, write VALUE.", "LABEL = VALUE", "LABEL: VALUE."],
        ["de"] = ["LABEL ist VALUE.", "Als LABEL haben wir VALUE.", "Unter LABEL steht VALUE.", "LABEL: VALUE."],
        ["fr"] = ["LABEL est VALUE.", "Pour LABEL, c'est VALUE.", "Comme LABEL nous avons VALUE.", "LABEL : VALUE."],
        ["es"] = ["LABEL es VALUE.", "Como LABEL tenemos VALUE.", "En LABEL pone VALUE.", "LABEL: VALUE."],
    };

    public static TaskTexts Draw(Draw draw)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        while (labels.Count < 9)
            labels.TryAdd($"f{labels.Count}", Label(draw));
        TaskField[] fields = [.. labels.DistinctBy(pair => Key(pair.Value)).Select(pair => Field(pair.Key, pair.Value, draw))];
        var known = fields.Select(field => field.Id).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Name = "record",
            Fields = fields,
            Labels = fields.ToDictionary(field => field.Id, field => new[] { Dressed(labels[field.Id], draw) }, StringComparer.Ordinal),
            Sentences = Sayings.ToDictionary(
                saying => saying.Key,
                saying => (IReadOnlyList<TaskSentence>)[.. fields.SelectMany(field => saying.Value.Select(pattern => TaskSentence.Parse(
                    pattern.Replace("LABEL", labels[field.Id], StringComparison.Ordinal).Replace("VALUE", $"{{{field.Id}}}", StringComparison.Ordinal), known, "record")))],
                StringComparer.Ordinal),
            Noise = ["Thank you.", "Please check this.", "There is nothing else to say.", "We will come back to this later.", "All the best!"],
        };
    }

    private static TaskField Field(string id, string label, Draw draw)
    {
        string kind = draw.Of(Kinds);
        string[] arguments = kind switch
        {
            "code" => [draw.Of("AA-9999", "999999", "A99-999", "9999/99", "AAA9999")],
            "int" => ["0", draw.Of("9", "99", "2000")],
            "decimal" or "money" => ["1", draw.Of("20", "900", "9000")],
            "text" or "list" => [draw.Of(Phrases)],
            _ => [],
        };
        return new(id, kind, arguments, [Key(label)]);
    }

    private static string Label(Draw draw)
    {
        string words = draw.Pick(draw.Of(Naming)).Replace('_', ' ');
        return draw.Int(0, 9) switch
        {
            < 2 => $"{Invented.Word(draw)} {words}",
            < 4 => $"{draw.Pick("adjective")} {words}",
            4 => Invented.Word(draw),
            _ => words,
        };
    }

    private static string Dressed(string label, Draw draw) => draw.Int(0, 9) switch
    {
        < 5 => char.ToUpperInvariant(label[0]) + label[1..],
        < 6 => label.ToUpperInvariant(),
        _ => label,
    };

    // Letters and digits stay as they are; what is between them joins words.
    private static string Key(string label) =>
        string.Join('_', label.ToLowerInvariant().Split([' ', '-', '\'', ',', '.', '&', '/'], StringSplitOptions.RemoveEmptyEntries));
}
