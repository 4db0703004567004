// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers.Binary;
using System.Text;

namespace Constrain.LlamaCpp.Gguf;

/// <summary>The first eight bytes of a model file: magic and version; names what else people take for a model.</summary>
internal static class GgufSignature
{
    private const int OldestVersion = 2, NewestVersion = 3;

    /// <exception cref="ModelLoadException">It is no GGUF file, or one of another version or byte order.</exception>
    /// <exception cref="EndOfStreamException">It begins like a GGUF file and ends at once.</exception>
    public static void Check(GgufInput input, string path)
    {
        ReadOnlySpan<byte> start = input.Remaining >= 4 ? input.Take(4) : [];
        if (!start.SequenceEqual("GGUF"u8))
        {
            throw new ModelLoadException(ModelLoadError.NotGguf, path,
                input.Position + input.Remaining == 0 ? "the file is empty" : "this is not a GGUF file", Guess(start));
        }

        uint version = input.UInt32();
        if (version is >= OldestVersion and <= NewestVersion)
            return;
        bool swapped = BinaryPrimitives.ReverseEndianness(version) is >= 1 and <= NewestVersion;
        throw new ModelLoadException(ModelLoadError.NotGguf, path,
            swapped ? "this GGUF file is in big-endian byte order" : $"GGUF version {version} is not supported, only 2 and 3",
            "Convert the model again with a current llama.cpp.");
    }

    private static string Guess(ReadOnlySpan<byte> start)
    {
        if (start.SequenceEqual("vers"u8))
            return "It looks like a Git LFS pointer: run `git lfs pull` to fetch the model itself.";
        if (start.StartsWith("<"u8))
            return "It looks like a web page: the download address was probably that of a page, not of the file.";
        if (start.StartsWith("PK"u8))
            return "It looks like a ZIP archive or PyTorch checkpoint: convert it with llama.cpp's convert_hf_to_gguf.py.";
        foreach (string old in (string[])["lmgg", "tjgg", "fmgg", "algg"])
        {
            if (start.SequenceEqual(Encoding.ASCII.GetBytes(old)))
                return "It looks like a GGML file, the format before GGUF: fetch the model as GGUF.";
        }

        return "A model in GGUF format is needed; safetensors and others can be converted with llama.cpp's convert_hf_to_gguf.py.";
    }
}
