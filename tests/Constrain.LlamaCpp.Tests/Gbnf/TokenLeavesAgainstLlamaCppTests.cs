// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Benchmarks.Compare;

namespace Constrain.LlamaCpp.Tests.Gbnf;

/// <summary>Tokens in GBNF allow what they allow in llama.cpp's own grammar sampler, in real vocabularies (shared/data).</summary>
/// <remarks>
/// Left out of the comparison is what differs by design: to llama.cpp a control token also stands for the characters of its name,
/// a token that begins with the byte 0 has no text, and one that begins inside a character may come where a class has that character.
/// </remarks>
public sealed class TokenLeavesAgainstLlamaCppTests
{
    private const int Steps = 24;

    public static TheoryData<string, string> Grammars => new()
    {
        { "ggml-vocab-llama-bpe.gguf", "root ::= <|start_header_id|> !<|end_header_id|>* <|end_header_id|> [a-z ]+" },
        { "ggml-vocab-llama-bpe.gguf", "root ::= (<[128006]> | \"x\") (!<[15]> | [0-9]){2,4} \"!\"" },
        { "ggml-vocab-llama-bpe.gguf", "root ::= (a | <>)+ \".\"\na ::= [a-f]+ | !<|eot_id|> \"-\"" },
        { "ggml-vocab-qwen2.gguf", "root ::= <|im_start|> (!<|im_start|>){3} <|im_start|> \"{\" [^}]* \"}\"" },
        { "ggml-vocab-phi-3.gguf", "root ::= <|assistant|> (\"<|user|>\" | <|user|> | [a-z]+ <|system|>)+ \"end\"" },
        { "ggml-vocab-gpt-2.gguf", "root ::= ([a-z]+ <[262]>)* \".\" | !<[0]> <[1]>" },
    };

    [SkippableTheory]
    [MemberData(nameof(Grammars))]
    public void LlamaCpp_AllowsTheSameTokens(string vocabulary, string gbnf)
    {
        _ = Native.Require();
        using LlamaModel model = LlamaModel.Load(Native.SharedData("vocab/" + vocabulary), new LlamaModelOptions { VocabularyOnly = true });
        Constraint constraint = Constraint.FromGbnf(gbnf);
        int leaves = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            using var theirs = new LlamaGrammar(model, gbnf);
            Matcher ours = constraint.CreateMatcher(model.Vocabulary);
            for (int step = 0; step < Steps && !ours.IsFinished; step++)
            {
                TokenMask mask = ours.Mask;
                theirs.Fill();
                theirs.Apply();
                int[] compared = [.. Enumerable.Range(0, mask.VocabularySize).Where(token => IsCompared(model.Vocabulary, token, mask[token]))];
                foreach (int token in compared)
                {
                    Assert.True(
                        mask[token] == theirs.Allows(token) || (!mask[token] && EndsInALeaf(ours, token)),
                        $"token {token} after {step}: we {(mask[token] ? "allow" : "refuse")} it");
                }

                int[] allowed = [.. compared.Where(token => mask[token])];
                int[] special = [.. allowed.Where(token => model.Vocabulary.GetBytes(token).IsEmpty)];
                int next = special.Length > 0 && random.Next(3) == 0 ? special[random.Next(special.Length)] : allowed[random.Next(allowed.Length)];
                leaves += model.Vocabulary.GetBytes(next).IsEmpty && !model.Vocabulary.IsEndOfGeneration(next) ? 1 : 0;
                Assert.True(ours.TryAccept(next));
                theirs.Accept(next);
            }
        }

        Assert.True(leaves > 0 || vocabulary.Contains("gpt-2", StringComparison.Ordinal), "no control token was taken");
    }

    /// <summary>Whether a token is text up to a place inside it, where a leaf may come that it is a word of.</summary>
    /// <remarks>
    /// A fault of llama.cpp: its masks look for the leaf wherever the characters of a token lead, and allow the token; when it is taken,
    /// the characters behind that place find no way on, and the sampler throws.
    /// </remarks>
    private static bool EndsInALeaf(Matcher matcher, int token)
    {
        byte[] text = matcher.Vocabulary.GetBytes(token).ToArray();
        return matcher.Mask.ToArray().Any(begin =>
        {
            ReadOnlySpan<byte> beginning = matcher.Vocabulary.GetBytes(begin);
            Matcher inside = matcher.Fork();
            return beginning.Length > 0 && beginning.Length < text.Length && text.AsSpan().StartsWith(beginning) && inside.TryAccept(begin) && inside.Mask[token];
        });
    }

    private static bool IsCompared(Vocabulary vocabulary, int token, bool allowed) => vocabulary.GetName(token) switch
    {
        [] or [0, ..] or [>= 0x80, ..] => false,
        _ => allowed || vocabulary.IsEndOfGeneration(token) || vocabulary.GetKind(token) is TokenKind.Normal or TokenKind.UserDefined,
    };
}
