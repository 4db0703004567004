// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;
using Constrain.Regexes;

namespace Constrain.Tests.Frontends.Patterns;

/// <summary>Compiles regexes and asks whether texts are in their languages, byte by byte, as the automaton does.</summary>
internal sealed class Languages
{
    public Languages() => Encoding = new Utf8CharEncoding(Builder);

    public RegexBuilder Builder { get; } = new();

    public Utf8CharEncoding Encoding { get; }

    public Regex Full(string pattern, RegexDialect dialect = RegexDialect.Ecma262) => RegexFrontend.Full(pattern, dialect, Encoding);

    public Regex Search(string pattern, RegexDialect dialect = RegexDialect.Ecma262) => RegexFrontend.Search(pattern, dialect, Encoding);

    public bool Accepts(Regex regex, string text)
    {
        foreach (byte b in System.Text.Encoding.UTF8.GetBytes(text))
        {
            regex = Builder.Derivative(regex, b);
        }

        return regex.IsNullable;
    }
}
