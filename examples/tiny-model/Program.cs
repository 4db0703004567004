// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Security.Cryptography;
using System.Text;
using Constrain.Examples.TinyModel.Corpus.Tasks;
using Constrain.Examples.TinyModel.Gguf;
using Constrain.Examples.TinyModel.Model;
using Constrain.Examples.TinyModel.Tokenizer;

namespace Constrain.Examples.TinyModel;

/// <summary>Generates texts, learns a vocabulary from them, and checks the model that was trained on them.</summary>
internal static class Program
{
    /// <returns>0 done, 1 the checked file differs or a file could not be used, 2 wrong arguments.</returns>
    public static int Main(string[] arguments)
    {
        try
        {
            return Run(Options.Parse(arguments));
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Run(Options options)
    {
        var shape = new ModelShape();
        switch (options.Command)
        {
            case "--corpus":
                File.WriteAllText(options.File, string.Join("\n\n", Recipe.VocabularyTexts(options.Seed)));
                return 0;
            case "--held-out":
                File.WriteAllText(options.File, string.Concat(HeldOutSet.Lines(Recipe.HeldOutSeed(options.Seed), options.Cases).Select(line => line + "\n")));
                return 0;
        }

        BpeVocabulary vocabulary = Recipe.Vocabulary(options.Seed, shape);
        if (options.Command == "--tokens")
        {
            CountTokens(vocabulary, File.ReadAllText(options.File));
            return 0;
        }

        GgufFile untrained = ModelFile.Build(shape, vocabulary, new RandomWeights(options.Seed));
        if (options.Command == "--check")
            return Check(options, untrained);
        File.WriteAllBytes(options.File, untrained.Bytes);
        return 0;
    }

    /// <summary>A trained model can't be written again in a minute; but all of it except the weights can, and the log knows their hash.</summary>
    private static int Check(Options options, GgufFile untrained)
    {
        byte[] file = File.ReadAllBytes(options.File);
        int header = untrained.Header;
        if (file.Length != untrained.Bytes.Length || !file.AsSpan(0, header).SequenceEqual(untrained.Bytes.AsSpan(0, header)))
        {
            Console.Error.WriteLine($"{options.File}: vocabulary, template or shape is not what this program writes; train the model again");
            return 1;
        }
        string hash = Convert.ToHexStringLower(SHA256.HashData(file));
        if (options.Log is { } log && File.ReadLines(log).Last() != $"sha256,{hash}")
        {
            Console.Error.WriteLine($"{options.File} has the hash {hash}, but {log} ends with another one: they are not of one training run");
            return 1;
        }
        return 0;
    }

    private static void CountTokens(BpeVocabulary vocabulary, string text)
    {
        int tokens = new BpeEncoder(vocabulary).Encode(text).Count;
        int bytes = Encoding.UTF8.GetByteCount(text);
        double average = bytes / (double)Math.Max(tokens, 1);
        Console.WriteLine(FormattableString.Invariant($"{bytes} bytes, {tokens} tokens, {average:F2} bytes a token"));
    }
}
