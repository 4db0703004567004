// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.LlamaCpp.Gguf;

/// <summary>Checks a model file before native code sees it: what llama.cpp answers with an abort of the process must not reach it.</summary>
/// <remarks>
/// llama.cpp reports most damage with an error, but asserts that no two tokens have the same text, and a SentencePiece
/// vocabulary without byte tokens makes its tokenizer throw through the C interface. The structure of the header is walked as
/// well: that tells a broken download from a file of another kind in words that a user understands.
/// Format: the GGUF specification in llama.cpp's repository, versions 2 and 3. Cost: one pass over the header; no tensor is read.
/// </remarks>
internal static class GgufPrecheck
{
    private const int LongestName = 64 * 1024;

    private const uint TypeUInt32 = 4, TypeFloat32 = 6, TypeString = 8, TypeArray = 9;

    /// <summary>Sizes of the value types 0 to 12; 0 for string and array, whose length varies.</summary>
    private static ReadOnlySpan<byte> ValueSizes => [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    /// <exception cref="ModelLoadException">The file is missing, is no GGUF file, is damaged, or would make llama.cpp abort.</exception>
    public static void Check(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
            Check(stream, path);
        }
        catch (EndOfStreamException early)
        {
            throw new ModelLoadException(ModelLoadError.Damaged, path, "the file ends in the middle of its header",
                "The download or copy probably broke off: fetch it again.", early);
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelLoadException(ModelLoadError.Missing, path, "there is no such file", "Check the path of the model.", unreadable);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(ModelLoadError.Missing, path, "the file cannot be read: " + unreadable.Message, null, unreadable);
        }
    }

    private static void Check(Stream stream, string path)
    {
        var input = new GgufInput(stream, stream.Length);
        GgufSignature.Check(input, path);
        long tensors = input.Count(least: 24);
        long pairs = input.Count(least: 13);

        var vocabulary = new VocabularyCheck();
        string? architecture = null;
        for (long i = 0; i < pairs; i++)
        {
            string key = Encoding.UTF8.GetString(input.String(LongestName));
            uint type = input.UInt32();
            if (key == "general.architecture" && type == TypeString)
                architecture = Encoding.UTF8.GetString(input.String(LongestName));
            else if (key == "tokenizer.ggml.model" && type == TypeString)
                vocabulary.Model = Encoding.UTF8.GetString(input.String(LongestName));
            else if (type == TypeArray)
                Array(input, path, key, key == "tokenizer.ggml.tokens" ? vocabulary : null);
            else
                Value(input, path, key, type);
        }

        if (architecture is null)
        {
            throw new ModelLoadException(ModelLoadError.Damaged, path, "the file does not say which architecture the model has",
                "It is a GGUF file, but not one of a language model.");
        }

        vocabulary.Conclude(path);
        for (long i = 0; i < tensors; i++)
            TensorInfo(input, path);
    }

    private static void Value(GgufInput input, string path, string key, uint type)
    {
        if (type == TypeString)
            _ = input.String(0);
        else if (type == TypeUInt32)
            AssertedValues.CheckNumber(path, key, input.UInt32());
        else if (type == TypeFloat32)
            AssertedValues.CheckReal(path, key, BitConverter.UInt32BitsToSingle(input.UInt32()));
        else if (type < ValueSizes.Length && ValueSizes[(int)type] > 0)
            input.Skip(ValueSizes[(int)type]);
        else
            throw Corrupt(path, $"the value of \"{key}\" has the unknown type {type}");
    }

    private static void Array(GgufInput input, string path, string key, VocabularyCheck? tokens)
    {
        uint type = input.UInt32();
        if (type == TypeString)
        {
            long count = input.Count(least: sizeof(ulong));
            for (long i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> text = input.String(tokens is null ? 0 : LongestName);
                tokens?.Add(text, path);
            }
        }
        else if (type < ValueSizes.Length && ValueSizes[(int)type] > 0)
        {
            input.Skip(input.Count(ValueSizes[(int)type]) * ValueSizes[(int)type]);
        }
        else
        {
            throw Corrupt(path, $"the elements of \"{key}\" have the unsupported type {type}");
        }
    }

    private static void TensorInfo(GgufInput input, string path)
    {
        byte[] name = input.String(LongestName).ToArray();
        if (name.Length == 0)
            throw Corrupt(path, "a tensor has no name or one of more than 64 KiB");
        uint dimensions = input.UInt32();
        if (dimensions > 4)
            throw Corrupt(path, $"a tensor has {dimensions} dimensions");
        input.Skip(dimensions * sizeof(ulong));
        AssertedValues.CheckTensor(path, name, input.UInt32());
        input.Skip(sizeof(ulong)); // where its data lies: llama.cpp checks that against the file
    }

    internal static ModelLoadException Corrupt(string path, string problem) =>
        new(ModelLoadError.Damaged, path, problem, "The file is damaged: fetch it again.");
}
