// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.Examples.TinyModel.Corpus.Tasks;

/// <summary>The cases that <c>constrain eval</c> measures the model on: one JSON object a line.</summary>
/// <remarks>
/// Names, phrases and keys come from the side of every list that training never sees (group <c>unseen-words</c>); of every four
/// cases one is of a task that training has nothing of (group <c>unseen-task</c>), each of the four as likely as the others, so that it makes up
/// about a quarter of every part of the set that is picked by counting. A longer set begins with the shorter one.
/// </remarks>
internal static class HeldOutSet
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Lines(ulong seed, int cases)
    {
        var draw = new Draw(new SplitMix64(seed), Phrasebook.Load(), Split.HeldOut);
        var tasks = new TaskCorpus(draw);
        int unseen = 0;
        for (int i = 0; i < cases; i++)
        {
            if (i % 4 == 0)
                unseen = i + draw.Int(0, 3);
            bool isUnseen = i == unseen;
            yield return Line(i, isUnseen ? tasks.Next(TaskCorpus.UnseenTask) : tasks.Next(), isUnseen ? "unseen-task" : "unseen-words");
        }
    }

    private static string Line(int number, TaskExample example, string group) => new JsonObject
    {
        ["id"] = $"{example.Task}-{number:D4}",
        ["group"] = group,
        ["language"] = example.Tongue.Code,
        ["prompt"] = example.Text,
        ["schema"] = example.Schema,
        ["expected"] = example.Document,
    }.ToJsonString(OneLine);
}
