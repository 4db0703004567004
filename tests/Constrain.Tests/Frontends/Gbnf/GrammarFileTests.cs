// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text.Json;
using Constrain.Automata;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>The grammars of the repository and the texts that each must accept and reject.</summary>
public class GrammarFileTests
{
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (string file in Directory.GetFiles(Folder(), "*.gbnf").Order())
        {
            string name = Path.GetFileNameWithoutExtension(file);
            for (int i = 0; i < Lines(name).Length; i++)
            {
                cases.Add(name, i);
            }
        }

        return cases;
    }

    [Fact]
    public void EveryGrammar_HasTenTextsThatItAccepts_AndTenThatItRejects()
    {
        string[] names = [.. Directory.GetFiles(Folder(), "*.gbnf").Select(f => Path.GetFileNameWithoutExtension(f)!)];

        Assert.Contains("json", names);
        Assert.All(names, name => Assert.All(
            ["accept", "reject"],
            verdict => Assert.InRange(Lines(name).Sum(line => Texts(line, verdict).Length), 10, int.MaxValue)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Grammar_AcceptsAndRejectsWhatItsCasesSay(string name, int line)
    {
        JsonElement test = Lines(name)[line];
        string source = test.GetProperty("source").GetString()!;
        string root = test.GetProperty("options").TryGetProperty("root", out JsonElement value) ? value.GetString()! : "root";

        Automaton automaton = Gbnf.Compile(source, root);

        Assert.Equal(File.ReadAllText(Path.Combine(Folder(), $"{name}.gbnf")), source);
        Assert.Equal("gbnf", test.GetProperty("kind").GetString());
        Assert.All(Texts(test, "accept"), text => Assert.True(automaton.Accepts(text), text));
        Assert.All(Texts(test, "reject"), text => Assert.False(automaton.Accepts(text), text));
    }

    [Fact]
    public void Json_AcceptsWhatSystemTextJsonReads()
    {
        Automaton automaton = Gbnf.Compile(File.ReadAllText(Path.Combine(Folder(), "json.gbnf")));
        string[] pieces = ["{", "}", "[", "]", ",", ":", "\"a\"", "1", "-0.5e7", "01", "true", "nul", " ", "\n", "\"\\u0041\"", "\"\\x\"", "'"];
        var random = new Random(7);
        int valid = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)]));
            bool isJson = IsJson(text);
            valid += isJson ? 1 : 0;
            Assert.True(automaton.Accepts(text) == isJson, text);
        }

        Assert.InRange(valid, 500, 20_000);
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement[] Lines(string name) =>
        [.. File.ReadLines(Path.Combine(Folder(), $"{name}.cases.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string[] Texts(JsonElement test, string verdict) =>
        [.. test.GetProperty(verdict).EnumerateArray().Select(text => text.GetString()!)];

    private static string Folder([CallerFilePath] string file = "")
    {
        DirectoryInfo? folder = new FileInfo(file).Directory;
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "grammars")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "grammars");
    }
}
