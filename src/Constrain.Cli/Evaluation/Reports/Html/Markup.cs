// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;

namespace Constrain.Cli.Evaluation.Reports.Html;

/// <summary>Writes HTML that is XML as well, so that any parser can check it.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds an element with attributes, given by name and value in turn, and what the action puts into it.</summary>
    public Markup Element(string name, Action? content, params ReadOnlySpan<string> attributes)
    {
        _text.Append('<').Append(name);
        for (int i = 0; i < attributes.Length; i += 2)
        {
            _text.Append(' ').Append(attributes[i]).Append("=\"").Append(Escape(attributes[i + 1])).Append('"');
        }

        if (content is null)
        {
            _text.Append("/>");
            return this;
        }

        _text.Append('>');
        content();
        _text.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>Adds an element that holds text alone.</summary>
    public Markup Element(string name, string text, params ReadOnlySpan<string> attributes) => Element(name, () => Text(text), attributes);

    /// <summary>Adds text.</summary>
    public Markup Text(string text)
    {
        _text.Append(Escape(text));
        return this;
    }

    /// <summary>Adds what is markup already, and ours.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Text as it may stand anywhere: what a model writes is only ever shown. Control characters get their pictures.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                escaped.Append(c).Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\n' or '\t' => escaped.Append(c),
                < ' ' => escaped.Append((char)('\u2400' + c)),
                '\u007F' => escaped.Append('\u2421'),
                (>= '\u0080' and < '\u00A0') or '\uFFFE' or '\uFFFF' => escaped.Append('\uFFFD'),
                _ when char.IsSurrogate(c) => escaped.Append('\uFFFD'),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A number as SVG and CSS read it, with as many digits as a screen can show.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
