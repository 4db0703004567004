// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.TestKit.Yaml;

/// <summary>A small vocabulary of the pieces that YAML goes wrong on, with all single bytes, so that whatever is started can be completed.</summary>
public static class YamlVocabulary
{
    private static readonly string[] Pieces =
    [
        "\n", "\n", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "  ", "   ", "    ", ": ", ":\n", "- ", "- - ", " #", "# ", ": |-\n  ", ": |\n  ", "|-\n", "|\n", "|",
        "{}", "[]", "{}\n", "[]\n", "- {}\n", "- []\n", "\"\n", "'\n", "\"\"", "''", "\\\"", "\\\\", "\\n", "\\t", "\\r", "\\b", "\\u00", "\\u0085", "\\u2028", "\\uFEFF", "\\u",
        "yes", "no", "on", "off", "y", "n", "Y", "NO", "Off", "true", "True", "false", "null", "Null", "~", ".inf", "-.INF", ".nan", ".NaN", "0x", "0xA", "0o7", "0o", "0b1", "017", "08", "1_0",
        "1e3", "1.5e+3", "e+", "e-", "E5", "1.", ".5", "+1", "-1", "0", "1", "12", "60", "1:30", "1:30:00", "2001-01-01", "2001-12-14t21:59:43.10-05:00", "T10:00:00Z", "-0", "0.0", "1.0", "3.14",
        "<<", "=", "---", "...", "--- ", "? ", "?", "-", ":", "#", "&a", "*a", "!", "!!str ", "%YAML 1.1", "%", "@", "`", "|-", ">", ">-", "{", "}", "[", "]", ",", ", ", "'", "''", "\"",
        "a", "b", "ab", "c", "key", "name: ", "a: ", "b: ", "\na: ", "\nb: ", "\n  a: ", "\"a\": ", "\"\": ", "é", "ü", "ß", "😀", "👩‍💻", "𐍈", "\u00a0", "\u00ad", "\u200b", "\u2028", "\u0085", "\ufeff", "日本",
        "a b", " a", "a ", "a:b", "a#b", "http://x", "x=1", "a'b", "a\"b", "a\\b", "\ta", "\t",
    ];

    /// <summary>The vocabulary; its last token ends generation.</summary>
    public static Vocabulary Small { get; } = Vocabulary.FromTokens(
        [
            .. Enumerable.Range(0, 256).Select(b => (ReadOnlyMemory<byte>)new[] { (byte)b }),
            .. Pieces.Select(p => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(p)),
            "end"u8.ToArray(),
        ],
        [256 + Pieces.Length]);

    /// <summary>A real vocabulary of the shared data, by its name (<c>gpt-2</c>, <c>llama-bpe</c>, <c>phi-3</c>, <c>qwen2</c>); null when it is not there.</summary>
    public static Vocabulary? Real(string name)
    {
        if (SharedData.Find($"vocab/ggml-vocab-{name}.gguf") is not { } path)
        {
            return null;
        }

        using FileStream stream = File.OpenRead(path);
        return Vocabulary.FromGguf(stream);
    }
}
