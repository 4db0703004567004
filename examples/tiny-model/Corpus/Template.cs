// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Text;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>Fills the <c>{name}</c> places of a template.</summary>
internal static class Template
{
    public static string Fill(string template, Func<string, string> value)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
            return template;
        var text = new StringBuilder(template.Length * 2);
        int from = 0;
        while (template.IndexOf('{', from) is var open and >= 0)
        {
            int close = template.IndexOf('}', open);
            if (close < 0)
                throw new InvalidDataException($"a brace is not closed in \"{template}\"");
            text.Append(template, from, open - from).Append(value(template[(open + 1)..close]));
            from = close + 1;
        }
        return text.Append(template, from, template.Length - from).ToString();
    }
}
