// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using System.Text.Json;

namespace Constrain.TestKit.Yaml;

/// <summary>The same JSON text with other white space; strings and numbers stay as they are.</summary>
public static class JsonLayout
{
    /// <summary>Without white space.</summary>
    public static string Compact(string json) => Write(json, null);

    /// <summary>One member or item per line, two spaces per level, a space after a colon, empty collections on one line.</summary>
    public static string Pretty(string json) => Write(json, 2);

    /// <summary>How deep the collections of a value are in each other; 0 for a scalar.</summary>
    public static int Depth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => 1 + value.EnumerateArray().Select(Depth).DefaultIfEmpty().Max(),
        JsonValueKind.Object => 1 + value.EnumerateObject().Select(member => Depth(member.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static string Write(string json, int? indent)
    {
        var text = new StringBuilder();
        int depth = 0;
        void Break() => text.Append(indent is null ? string.Empty : "\n" + new string(' ', depth * indent.Value));
        for (int i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case ' ' or '\n' or '\r' or '\t':
                    break;
                case '"':
                    int start = i++;
                    for (; json[i] != '"'; i++)
                    {
                        i += json[i] == '\\' ? 1 : 0;
                    }

                    text.Append(json, start, i + 1 - start);
                    break;
                case '{' or '[':
                    text.Append(json[i]);
                    depth++;
                    if (json.AsSpan(i + 1).TrimStart()[0] is not ('}' or ']'))
                    {
                        Break();
                    }

                    break;
                case '}' or ']':
                    depth--;
                    if (text[^1] is not ('{' or '['))
                    {
                        Break();
                    }

                    text.Append(json[i]);
                    break;
                case ',':
                    text.Append(',');
                    Break();
                    break;
                case ':':
                    text.Append(indent is null ? ":" : ": ");
                    break;
                default:
                    text.Append(json[i]);
                    break;
            }
        }

        return text.ToString();
    }
}
