// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;

namespace Constrain.Vocabularies;

/// <summary>Magic number and version: the first eight bytes, where files that are something else are told by name.</summary>
internal static class GgufHeader
{
    private static ReadOnlySpan<byte> Magic => "GGUF"u8;

    /// <summary>Reads magic number and version and gives the version, 2 or 3.</summary>
    public static uint ReadVersion(GgufReader reader)
    {
        ReadOnlySpan<byte> start = reader.Peek(16);
        if (start.IsEmpty)
            throw reader.Error("the file is empty", "fetch the model again");
        if (!start.StartsWith(Magic) && !Magic.StartsWith(start))
            throw reader.Error($"this is no GGUF file: it begins with {Show(start)} instead of 'GGUF'", HintFor(start));
        reader.ReadUInt32();
        uint version = reader.ReadUInt32();
        if (version is 2 or 3)
            return version;

        // The version is small, so read in the wrong byte order its low half is empty. The magic number is the same in both.
        if (version != 0 && (version & 0xFFFF) == 0)
        {
            throw reader.Error(
                "this is a big-endian GGUF file, and only little-endian ones are read",
                "convert it with gguf_convert_endian.py of llama.cpp");
        }

        throw reader.Error(
            $"GGUF version {version.ToString(CultureInfo.InvariantCulture)} is not supported; versions 2 and 3 are",
            version < 2 ? "convert the model again with today's llama.cpp" : "the file is damaged, or needs a newer Constrain");
    }

    private static string HintFor(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("version https://"u8))
            return "it is a Git LFS pointer, not the model itself: run 'git lfs pull'";
        if (start.StartsWith("<"u8))
            return "it looks like a web page that was saved in place of the model: fetch the model again";
        if (start.StartsWith("PK"u8))
            return "it is a ZIP archive (a PyTorch checkpoint, perhaps): convert it with llama.cpp's convert_hf_to_gguf.py";
        if (start.StartsWith("lmgg"u8) || start.StartsWith("tjgg"u8) || start.StartsWith("algg"u8) || start.StartsWith("fmgg"u8))
            return "it is a GGML file of before August 2023: convert the original model again with today's llama.cpp";
        if (start.Length >= 9 && start[8] == '{')
            return "it looks like a safetensors file: convert it with llama.cpp's convert_hf_to_gguf.py";
        return "give the path of a model in GGUF format";
    }

    private static string Show(ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(4, start.Length)];
        return start.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0
            ? $"'{Encoding.ASCII.GetString(start)}'"
            : $"bytes {Convert.ToHexString(start)}";
    }
}
