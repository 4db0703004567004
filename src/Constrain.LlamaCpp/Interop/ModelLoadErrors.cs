// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp.Interop;

/// <summary>Turns what llama.cpp logged about a model that it refused into an error with a kind and a hint.</summary>
internal static class ModelLoadErrors
{
    private const string Update = "The library may be too old for this model: use a newer llama.cpp (CONSTRAIN_LLAMA), or another model.";
    private const string FetchAgain = "The file is damaged or incomplete: fetch it again.";

    // Parts of llama.cpp's messages, as of 2026. An unknown message still reaches the user, as Refused without a hint.
    private static readonly (string Part, ModelLoadError Error, string Hint)[] Known =
    [
        ("unknown model architecture", ModelLoadError.Unsupported, Update),
        ("unknown pre-tokenizer type", ModelLoadError.Unsupported, Update),
        ("unknown tokenizer", ModelLoadError.Unsupported, Update),
        ("unsupported", ModelLoadError.Unsupported, Update),
        ("not within the file bounds", ModelLoadError.Damaged, FetchAgain),
        ("read error", ModelLoadError.Damaged, FetchAgain),
        ("failed to read", ModelLoadError.Damaged, FetchAgain),
        ("key not found in model", ModelLoadError.Damaged, FetchAgain),
        ("missing tensor", ModelLoadError.Damaged, FetchAgain),
        ("unable to allocate", ModelLoadError.Refused, "There is not enough memory for it."),
        ("failed to allocate", ModelLoadError.Refused, "There is not enough memory for it."),
    ];

    public static ModelLoadException FromLog(string path, IReadOnlyList<string> complaints)
    {
        string said = complaints.Count == 0 ? "" : ": " + string.Join("; ", complaints.Select(Shorten).Distinct());
        foreach ((string part, ModelLoadError error, string hint) in Known)
        {
            if (said.Contains(part, StringComparison.OrdinalIgnoreCase))
                return new(error, path, "llama.cpp cannot load the model" + said, hint);
        }

        return new(ModelLoadError.Refused, path, "llama.cpp cannot load the model" + said);
    }

    /// <summary>Without the C function's name in front.</summary>
    private static string Shorten(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && !line.AsSpan(0, colon).Contains(' ') ? line[(colon + 2)..] : line;
    }
}
