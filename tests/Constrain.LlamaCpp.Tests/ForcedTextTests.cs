// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using System.Text;
using Constrain.LlamaCpp.Generation;

namespace Constrain.LlamaCpp.Tests;

/// <summary>Forced text becomes the tokens that llama.cpp's tokenizer makes of the whole document.</summary>
public sealed class ForcedTextTests
{
    private const string Record = """
        {"type":"object","properties":{
          "internationalisation":{"enum":["apple","apricot","application","été","êtes"]},
          "email_address":{"const":"someone.else@example.org\nline two\t and   spaces "},
          "isActive":{"type":"boolean"},
          "rows":{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer"},"名前":{"const":"さくら"}},"required":["id","名前"],"additionalProperties":false},"maxItems":3}},
         "required":["internationalisation","email_address","isActive","rows"],"additionalProperties":false}
        """;

    private static readonly string[] Documents =
    [
        """{"internationalisation":"apricot","email_address":"someone.else@example.org\nline two\t and   spaces ","isActive":true,"rows":[]}""",
        """{"internationalisation":"été","email_address":"someone.else@example.org\nline two\t and   spaces ","isActive":false,"rows":[{"id":12345,"名前":"さくら"},{"id":0,"名前":"さくら"}]}""",
        """{"internationalisation": "application", "email_address": "someone.else@example.org\nline two\t and   spaces ", "isActive": false, "rows": [{"id": -1, "名前": "さくら"}]}""",
        "{\n  \"internationalisation\": \"êtes\",\n  \"email_address\": \"someone.else@example.org\\nline two\\t and   spaces \",\n  \"isActive\": true,\n  \"rows\": [\n    {\n      \"id\": 7,\n      \"名前\": \"さくら\"\n    }\n  ]\n}",
        "{ \"internationalisation\":\"apple\",\"email_address\": \"someone.else@example.org\\nline two\\t and   spaces \",\n\t\"isActive\": true, \"rows\": [ ] }",
    ];

    public static TheoryData<string> Vocabularies => ["", "ggml-vocab-llama-bpe.gguf", "ggml-vocab-qwen2.gguf", "ggml-vocab-gpt-2.gguf", "ggml-vocab-phi-3.gguf"];

    /// <summary>Wherever a tokenizer stands in a document, what is forced there is what it writes there.</summary>
    [SkippableTheory]
    [MemberData(nameof(Vocabularies))]
    public void ForcedTokens_AlongACanonicalDocument_AreItsTokens(string file)
    {
        using LlamaModel model = Load(file);
        Constraint constraint = Constraint.FromJsonSchema(Record);
        int[] prompt = model.Tokenize("Write one:\n", addSpecial: false, parseSpecial: false);
        int forced = 0;
        foreach (string document in Documents)
        {
            int[] canonical = model.Tokenize("Write one:\n" + document, addSpecial: false, parseSpecial: false)[prompt.Length..];
            Assert.Equal(document, Encoding.UTF8.GetString([.. canonical.SelectMany(t => model.Vocabulary.GetBytes(t).ToArray())]));
            Matcher matcher = constraint.CreateMatcher(model.Vocabulary);
            List<int> tokens = [.. prompt];
            for (int i = 0; i < canonical.Length; i++)
            {
                int[] next = new ForcedText(model, matcher).Next(tokens);
                Assert.Equal(canonical.Skip(i).Take(next.Length), next);
                forced += next.Length;
                Assert.True(matcher.TryAccept(canonical[i]));
                tokens.Add(canonical[i]);
            }

            Assert.True(matcher.IsAccepting);
        }

        Assert.True(forced > 100, $"{forced} tokens");
    }

    [SkippableFact]
    public void Generate_WithForcedText_IsValidCanonicalAndCounted()
    {
        using LlamaModel model = Load("");
        using var generator = new Generator(model);
        Constraint constraint = Constraint.FromJsonSchema(Record);
        for (uint seed = 0; seed < 8; seed++)
        {
            var progress = new Steps();
            var options = new GenerationOptions { MaxTokens = 500, Sampling = new SamplingOptions { Seed = seed }, Progress = progress };

            GenerationResult result = generator.Generate("Who?", constraint, options);

            Assert.True(constraint.Check(result.Text).IsAccepted, result.Text);
            Assert.InRange(result.ForcedTokens, 30, result.Tokens.Count - 1);
            Assert.Equal(Enumerable.Range(1, result.Tokens.Count), progress.Seen);
            Assert.Equal(result.Text, model.Detokenize([.. result.Tokens]));
            Assert.Equal(result.Text, generator.Generate("Who?", constraint, options).Text);
        }
    }

    [SkippableFact]
    public void Generate_WithoutForcedText_DrawsEveryToken()
    {
        using LlamaModel model = Load("");
        using var generator = new Generator(model);
        var options = new GenerationOptions { ForceText = false, Sampling = new SamplingOptions { Seed = 3 } };

        GenerationResult result = generator.Generate("Who?", Constraint.FromJsonSchema(Record), options);

        Assert.Equal(0, result.ForcedTokens);
    }

    /// <summary>Where everything is forced, nothing is drawn, and the tokens are those of the tokenizer.</summary>
    [SkippableTheory]
    [InlineData(10)]
    [InlineData(3000)]
    public void Generate_OfTheOneDocument_IsItsCanonicalTokens(int words)
    {
        using LlamaModel model = Load("");
        using var generator = new Generator(model);
        string text = string.Join(' ', Enumerable.Range(0, words).Select(i => i % 7 == 0 ? "internationalisation" : "of été"));
        var options = new GenerationOptions { MaxTokens = 30_000, UseChatTemplate = false, Sampling = new SamplingOptions { Seed = 1 } };
        if (words > 100)
        {
            // Longer than what is forced at once, so a token is drawn now and then; it can only be of this text.
            text = text[..2500];
        }

        GenerationResult result = generator.Generate("Say it:\n", Constraint.FromRegex(text), options);

        Assert.Equal(text, result.Text);
        Assert.Equal(words > 100, result.ForcedTokens < result.Tokens.Count);
        Assert.InRange(result.Tokens.Count - result.ForcedTokens, 0, 30);
        if (words < 100)
        {
            Assert.Equal(model.Tokenize(text, false, false), result.Tokens);
        }
    }

    /// <summary>A budget that holds the shortest document alone still holds it when text is forced.</summary>
    [SkippableFact]
    public void Generate_WithinTheSmallestBudget_IsCompleteWithForcedText()
    {
        using LlamaModel model = Load("");
        using var generator = new Generator(model);
        Constraint constraint = Constraint.FromJsonSchema(Record);
        for (uint seed = 0; seed < 10; seed++)
        {
            var options = new GenerationOptions { MaxTokens = (int)constraint.MinimumBytes, Sampling = new SamplingOptions { Seed = seed } };
            Assert.True(constraint.Check(generator.Generate("Who?", constraint, options).Text).IsAccepted);
        }
    }

    private static LlamaModel Load(string file)
    {
        _ = Native.Require();
        return file.Length == 0
            ? LlamaModel.Load(Path.Combine(Root(), "examples", "tiny-model", "constrain-tiny.gguf"))
            : LlamaModel.Load(Native.SharedData(Path.Combine("vocab", file)), new LlamaModelOptions { VocabularyOnly = true });
    }

    private static string Root([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));

    private sealed class Steps : IProgress<int>
    {
        public List<int> Seen { get; } = [];

        public void Report(int value) => Seen.Add(value);
    }
}
