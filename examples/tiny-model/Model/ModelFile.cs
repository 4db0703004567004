// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using Constrain.Examples.TinyModel.Gguf;
using Constrain.Examples.TinyModel.Tokenizer;

namespace Constrain.Examples.TinyModel.Model;

/// <summary>Puts shape, vocabulary and weights together into a file that llama.cpp loads.</summary>
internal static class ModelFile
{
    public static GgufFile Build(ModelShape shape, BpeVocabulary vocabulary, IWeightSource weights)
    {
        if (vocabulary.Count != shape.Vocabulary)
            throw new ArgumentException($"{vocabulary.Count} tokens, but a network for {shape.Vocabulary}", nameof(vocabulary));
        var file = new GgufWriter();
        AddDescription(file);
        AddShape(file, shape);
        AddVocabulary(file, vocabulary);
        foreach (TensorSpec tensor in LlamaTensors.Of(shape))
        {
            float[] values = new float[tensor.Count];
            weights.Fill(tensor, values);
            if (tensor.Rows == 1)
                file.AddVector(tensor.Name, values);
            else
                file.AddMatrix(tensor.Name, tensor.Rows, tensor.Columns, values);
        }
        return file.ToFile();
    }

    private static void AddDescription(GgufWriter file)
    {
        const int MostlyQ8 = 7;
        file.Add("general.architecture", "llama");
        file.Add("general.name", "constrain-tiny");
        file.Add("general.author", "The Constrain authors");
        file.Add("general.license", "mit");
        file.Add("general.description", "The model of the Constrain examples, written by examples/tiny-model.");
        file.Add("general.file_type", MostlyQ8);
        file.Add("general.quantization_version", 2);
    }

    private static void AddShape(GgufWriter file, ModelShape shape)
    {
        file.Add("llama.vocab_size", shape.Vocabulary);
        file.Add("llama.context_length", shape.Context);
        file.Add("llama.embedding_length", shape.Width);
        file.Add("llama.block_count", shape.Layers);
        file.Add("llama.feed_forward_length", shape.FeedForward);
        file.Add("llama.attention.head_count", shape.Heads);
        file.Add("llama.attention.head_count_kv", shape.KeyValueHeads);
        file.Add("llama.attention.layer_norm_rms_epsilon", shape.NormEpsilon);
        file.Add("llama.rope.dimension_count", shape.HeadWidth);
        file.Add("llama.rope.freq_base", shape.RopeBase);
    }

    private static void AddVocabulary(GgufWriter file, BpeVocabulary vocabulary)
    {
        string[] spellings = [.. vocabulary.Tokens.Select(token => ByteAlphabet.Spell(token))];
        file.Add("tokenizer.ggml.model", "gpt2");
        file.Add("tokenizer.ggml.pre", "llama-bpe");
        file.Add("tokenizer.ggml.tokens", [.. spellings, .. SpecialTokens.All.Select(special => special.Text)]);
        file.Add("tokenizer.ggml.token_type",
            [.. Enumerable.Repeat((int)TokenType.Normal, spellings.Length), .. SpecialTokens.All.Select(special => (int)special.Type)]);
        file.Add("tokenizer.ggml.merges", vocabulary.Merges.Select(merge => $"{spellings[merge.Left]} {spellings[merge.Right]}").ToList());
        file.Add("tokenizer.ggml.bos_token_id", vocabulary.IdOf(SpecialTokens.BeginOfText));
        file.Add("tokenizer.ggml.eos_token_id", vocabulary.IdOf(SpecialTokens.EndOfText));
        file.Add("tokenizer.ggml.eot_token_id", vocabulary.IdOf(SpecialTokens.EndOfTurn));
        file.Add("tokenizer.ggml.padding_token_id", vocabulary.IdOf(SpecialTokens.Padding));
        file.Add("tokenizer.ggml.add_bos_token", true);
        file.Add("tokenizer.ggml.add_eos_token", false);
        file.Add("tokenizer.chat_template", SpecialTokens.ChatTemplate);
    }
}
