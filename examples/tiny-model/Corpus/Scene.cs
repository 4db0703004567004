// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>
/// A few facts that can be told in several forms: as prose, as JSON, as YAML, as the schema of that JSON. All forms say the
/// same, so the pairs (text, document) are also what a model learns extraction from.
/// </summary>
/// <param name="Kind">Names the templates: <c>@scene.KIND</c>, and <c>@scene.KIND.LANGUAGE</c> where there are any.</param>
/// <param name="Facts">The document.</param>
/// <param name="Words">Phrases for the templates that no single fact gives, such as an enumeration of the lines of an invoice.</param>
internal sealed record Scene(string Kind, JsonObject Facts, IReadOnlyDictionary<string, string> Words)
{
    private static readonly string[] OtherLanguages = ["de", "fr", "es"];

    /// <summary>The facts as a text: English mostly, German, French or Spanish where a template exists.</summary>
    public string Prose(Draw draw)
    {
        string list = $"scene.{Kind}";
        string foreign = $"{list}.{draw.Of(OtherLanguages)}";
        return Template.Fill(draw.PickTemplate(draw.Book.Has(foreign) && draw.Chance(25) ? foreign : list), name => Value(name, draw));
    }

    private string Value(string name, Draw draw)
    {
        if (Words.TryGetValue(name, out string? word))
            return word;
        string[] path = name.Split(':');
        if (Fact(path[0]) is not { } fact)
            return draw.Word(name);
        string text = fact is JsonArray list ? Listing.And([.. list.Select(entry => entry!.ToString())]) : fact.ToString();
        return path.Length == 1 ? text : Dates.InWords(Dates.Parse(text[..10]), draw.Int(0, 1));
    }

    private JsonNode? Fact(string path)
    {
        JsonNode? node = Facts;
        foreach (string step in path.Split('.'))
            node = (node as JsonObject)?[step];
        return node;
    }
}
