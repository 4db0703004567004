// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Corpus.Scenes;
using Constrain.Examples.TinyModel.Corpus.Tasks;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>The text that vocabulary and weights are learned from, generated from our own lists and templates.</summary>
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

    public static IEnumerable<Document> Generate(ulong seed, long documents)
    {
        var draw = new Draw(new SplitMix64(seed), Phrasebook.Load());
        var tasks = new TaskCorpus(draw);
        for (long i = 0; i < documents; i++)
            yield return Next(draw, tasks);
    }

    private static Document Next(Draw draw, TaskCorpus tasks) => draw.Int(0, 99) switch
    {
        < 93 => TaskConversation.Of(tasks.Next(), draw),
        < 96 => Document.Plain(Paragraph(draw)),
        < 97 => Document.Plain(Scene(draw).Prose(draw)),
        < 98 => Document.Plain(JsonText.Write(Invention.Vary(Scene(draw).Facts, draw), Layout(draw))),
        < 99 => Document.Plain(JsonText.Write(Invention.Object(draw, 2), Layout(draw))),
        _ => Document.Plain(YamlText.Write(draw.Chance(60) ? Invention.Vary(Scene(draw).Facts, draw) : Invention.Object(draw, 2))),
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
}
