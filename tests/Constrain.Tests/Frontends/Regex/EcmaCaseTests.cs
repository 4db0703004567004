// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Constrain.Tests.Frontends.Patterns;

/// <summary>Verdicts of an independent engine of ECMA-262 on random regexes; generate-ecma-cases.mjs wrote them.</summary>
public class EcmaCaseTests
{
    [Fact]
    public void EveryCase_HasTheVerdictOfTheOtherEngine()
    {
        var wrong = new List<string>();
        int verdicts = 0;
        foreach (string line in File.ReadLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "ecma-cases.jsonl")))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            string pattern = json.RootElement.GetProperty("pattern").GetString()!;
            var languages = new Languages();
            (Constrain.Regexes.Regex search, Constrain.Regexes.Regex full) = (languages.Search(pattern), languages.Full(pattern));
            foreach (JsonElement text in json.RootElement.GetProperty("texts").EnumerateArray())
            {
                verdicts += 2;
                if (languages.Accepts(search, text[0].GetString()!) != text[1].GetBoolean())
                {
                    wrong.Add($"{pattern} in {text[0]}");
                }

                if (languages.Accepts(full, text[0].GetString()!) != text[2].GetBoolean())
                {
                    wrong.Add($"{pattern} on {text[0]}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(verdicts > 5000, "the cases are missing");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
