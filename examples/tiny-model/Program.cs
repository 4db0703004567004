// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;
using Constrain.Examples.TinyModel.Model;
using Constrain.Examples.TinyModel.Tokenizer;

namespace Constrain.Examples.TinyModel;

/// <summary>Generates text, learns a vocabulary from it, and writes the model.</summary>
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
        string[] texts = [.. Recipe.VocabularyTexts(options.Seed)];
        if (options.Command == "--corpus")
        {
            File.WriteAllText(options.File, string.Join("\n\n", texts));
            return 0;
        }

        var shape = new ModelShape();
        BpeVocabulary vocabulary = BpeTrainer.Train(texts, shape.Vocabulary);
        if (options.Command == "--tokens")
        {
            CountTokens(vocabulary, File.ReadAllText(options.File));
            return 0;
        }

        byte[] model = ModelFile.Build(shape, vocabulary, new RandomWeights(options.Seed));
        if (options.Command == "--check")
            return Check(options.File, model);
        File.WriteAllBytes(options.File, model);
        Console.WriteLine(Summary(shape, vocabulary, texts, model));
        return 0;
    }

    private static int Check(string file, byte[] model)
    {
        if (File.ReadAllBytes(file).AsSpan().SequenceEqual(model))
            return 0;
        Console.Error.WriteLine($"{file} is not what this program writes; write the model again with --out and commit it");
        return 1;
    }

    private static void CountTokens(BpeVocabulary vocabulary, string text)
    {
        int tokens = new BpeEncoder(vocabulary).Encode(text).Count;
        int bytes = Encoding.UTF8.GetByteCount(text);
        double average = bytes / (double)Math.Max(tokens, 1);
        Console.WriteLine(FormattableString.Invariant($"{bytes} bytes, {tokens} tokens, {average:F2} bytes a token"));
    }

    private static string Summary(ModelShape shape, BpeVocabulary vocabulary, string[] texts, byte[] model)
    {
        int longest = vocabulary.Tokens.Max(token => token.Length);
        return FormattableString.Invariant($"""
            corpus      {texts.Length} texts, {texts.Sum(Encoding.UTF8.GetByteCount)} bytes
            vocabulary  {vocabulary.Count} tokens, {vocabulary.Merges.Count} merges, longest token {longest} bytes
            network     {LlamaTensors.Of(shape).Sum(tensor => tensor.Count)} parameters
            file        {model.Length} bytes
            """);
    }
}
