// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Conformance.Gbnf;

namespace Constrain.LlamaCpp.Tests.Gbnf;

/// <summary>Our GBNF against llama.cpp's own grammar sampler in the same process; the long run is Constrain.Conformance's <c>gbnf</c>.</summary>
public sealed class GbnfAgainstLlamaCppTests
{
    private const int Texts = 100;

    /// <summary>Grammars in which texts of every sort end, and characters of one to four bytes.</summary>
    [SkippableTheory]
    [InlineData("""root ::= [ぁ-ゟ]+ | "é" [^a\u2028-\u202f]{2,4} "😀"?""")]
    [InlineData("""root ::= "(" root ")" | [^()\r\n]{0,3} | "a" root "b" """)]
    [InlineData("root ::= (\n  \"- \" item  # a comment\n)+\nitem ::= [a-c\\x2d\\u00e9]{1,3} |\n  .\n")]
    [InlineData("""root ::= | "x" (| "y" root){0,3}""")]
    [InlineData("""root ::= "\"\\\[\]\-\x41\u00e9\U0001F600" [\[\]\\^-]* """)]
    public void Written_IsJudgedAlike(string grammar) => AssertAlike(grammar, grammar);

    [SkippableFact]
    public void GrammarsOfThisRepository_AreJudgedAlike()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Constrain.sln")))
            root = root.Parent;

        int judged = 0;
        foreach ((string name, string text) in LlamaGrammarFiles.Read(Path.Combine(root!.FullName, "grammars")))
        {
            try
            {
                AssertAlike(name, text);
                judged++;
            }
            catch (FormatException refused) when (refused is not GrammarException)
            {
                // llama.cpp refuses left recursion, which some of these have.
            }
        }

        Assert.NotEqual(0, judged);
    }

    [SkippableFact]
    public void GrammarsOfLlamaCpp_CompileAndAreJudgedAlike()
    {
        string? source = LlamaGrammarFiles.Find();
        Skip.If(source is null, "llama.cpp's source is not installed: npm's node-llama-cpp, or CONSTRAIN_LLAMA_SOURCE");
        IReadOnlyList<(string Name, string Text)> grammars = LlamaGrammarFiles.Read(source);

        Assert.Contains("chess", grammars.Select(g => g.Name));
        Assert.All(grammars, grammar => Constraint.FromGbnf(grammar.Text));
        foreach ((string name, string text) in grammars)
            AssertAlike(name, text);
    }

    private static void AssertAlike(string name, string grammar)
    {
        _ = Native.Require();
        using LlamaModel model = LlamaModel.Load(Native.SharedData("vocab/ggml-vocab-gpt-2.gguf"), new LlamaModelOptions { VocabularyOnly = true });

        GbnfVerdicts verdicts = new GbnfDiffer(model).Compare(grammar, Texts, seed: 7);

        Assert.True(verdicts.Differences.Count == 0, $"{name}: {verdicts}");
        Assert.InRange(verdicts.Accepted, Texts / 2, Texts);
    }
}
