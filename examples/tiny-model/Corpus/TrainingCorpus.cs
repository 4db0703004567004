// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Json.Nodes;
using Constrain.Examples.TinyModel.Corpus.Scenes;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>The text that the vocabulary is trained on, generated from our own lists and templates.</summary>
/// <remarks>The sequence of documents is fixed by the seed; a longer corpus begins with the shorter one.</remarks>
internal static class TrainingCorpus
{
    private static readonly Func<Draw, Scene>[] Scenes =
    [
        People.Person, People.Address, People.Company, People.Booking, People.Event,
        Trade.Invoice, Trade.Order, Trade.Product, Trade.Review,
        Everyday.Ticket, Everyday.Recipe, Everyday.Weather, Everyday.Tasks,
        Systems.Settings, Systems.Log, Systems.Tree,
    ];

    public static IEnumerable<Document> Generate(ulong seed, int documents)
    {
        var draw = new Draw(new SplitMix64(seed), Phrasebook.Load());
        for (int i = 0; i < documents; i++)
            yield return Next(draw);
    }

    private static Document Next(Draw draw) => draw.Int(0, 99) switch
    {
        < 32 => Document.Plain(Paragraph(draw)),
        < 42 => Document.Plain(Scene(draw).Prose(draw)),
        < 56 => Document.Plain(JsonText.Write(Invention.Vary(Scene(draw).Facts, draw), Layout(draw))),
        < 66 => Document.Plain(JsonText.Write(Invention.Object(draw, 2), Layout(draw))),
        < 76 => Document.Plain(YamlText.Write(draw.Chance(60) ? Invention.Vary(Scene(draw).Facts, draw) : Invention.Object(draw, 2))),
        < 86 => Document.Plain(Schema(draw)),
        _ => Conversation(draw),
    };

    private static Scene Scene(Draw draw) => draw.Of(Scenes)(draw);

    private static JsonLayout Layout(Draw draw) =>
        draw.Of(JsonLayout.Natural, JsonLayout.Natural, JsonLayout.Natural, JsonLayout.Pretty, JsonLayout.Pretty, JsonLayout.Compact);

    private static string Paragraph(Draw draw)
    {
        string language = draw.Of("english", "english", "english", "english", "english", "german", "french", "spanish", "burmese");
        IEnumerable<string> sentences = Enumerable.Range(0, draw.Int(1, 5)).Select(_ => draw.Pick(language));
        return string.Join(draw.Chance(85) ? " " : "\n", sentences);
    }

    private static string Schema(Draw draw)
    {
        JsonNode example = draw.Chance(60) ? Scene(draw).Facts : Invention.Object(draw, 2);
        JsonObject schema = SchemaOf.Document(example, draw.Pick("schematitle"), draw);
        return draw.Chance(15) ? YamlText.Write(schema) : JsonText.Write(schema, Layout(draw));
    }

    private static Document Conversation(Draw draw)
    {
        Scene scene = Scene(draw);
        string question = $"{draw.Pick("ask").Replace("SCENE", scene.Kind, StringComparison.Ordinal)}\n{scene.Prose(draw)}";
        if (draw.Chance(50))
        {
            JsonObject schema = SchemaOf.Document(scene.Facts, scene.Kind, draw);
            question += $"\n{draw.Pick("schemaask")}\n{JsonText.Write(schema, JsonLayout.Natural)}";
        }
        string answer = draw.Chance(85) ? JsonText.Write(scene.Facts, JsonLayout.Natural) : YamlText.Write(scene.Facts);
        return new([new(Speaker.System, draw.Pick("system")), new(Speaker.User, question), new(Speaker.Assistant, answer)]);
    }
}
