// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;

namespace Constrain.Tests.Typed;

/// <summary>Draws texts from the regexes that type schemas hold: alternatives, groups, classes, quantifiers, anchors at the ends.</summary>
internal sealed class PatternSampler
{
    private readonly string _pattern;
    private readonly Random _random;
    private int _at;

    private PatternSampler(string pattern, Random random) => (_pattern, _random) = (pattern, random);

    /// <summary>Draws one text; what a quantifier leaves open is repeated few times.</summary>
    public static string Sample(string pattern, Random random)
    {
        PatternSampler sampler = new(pattern, random);
        string text = sampler.Alternatives();
        Assert.Equal(pattern.Length, sampler._at);
        return text;
    }

    private string Alternatives()
    {
        List<string> texts = [Sequence()];
        while (TryTake('|'))
            texts.Add(Sequence());
        return texts[_random.Next(texts.Count)];
    }

    private string Sequence()
    {
        StringBuilder text = new();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            if (!TryTake('^') && !TryTake('$'))
                text.Append(Repeated());
        }

        return text.ToString();
    }

    // The atom is drawn anew for each repetition by parsing it again.
    private string Repeated()
    {
        int start = _at;
        string first = Atom();
        (int least, int most) = Quantifier();
        int end = _at;
        StringBuilder text = new();
        int count = _random.Next(least, most + 1);
        for (int i = 0; i < count; i++)
        {
            _at = start;
            text.Append(i == 0 ? first : Atom());
        }

        _at = end;
        return text.ToString();
    }

    private (int Least, int Most) Quantifier()
    {
        if (TryTake('*'))
            return (0, 4);
        if (TryTake('+'))
            return (1, 4);
        if (TryTake('?'))
            return (0, 1);
        if (!TryTake('{'))
            return (1, 1);
        int close = _pattern.IndexOf('}', _at);
        int[] bounds = [.. _pattern[_at..close].Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        _at = close + 1;
        return (bounds[0], bounds[^1]);
    }

    private string Atom()
    {
        if (TryTake('('))
        {
            Assert.True(TryTake('?') && TryTake(':'), "only groups that do not capture");
            string text = Alternatives();
            Assert.True(TryTake(')'));
            return text;
        }

        return TryTake('[') ? Class() : Character().ToString();
    }

    private string Class()
    {
        if (TryTake('^'))
        {
            // The one negated class is that of characters that are not white space.
            _at = _pattern.IndexOf(']', _at) + 1;
            return ((char)_random.Next('!', '~' + 1)).ToString();
        }

        List<(char First, char Last)> ranges = [];
        while (!TryTake(']'))
        {
            char first = Character();
            char last = first;
            if (_pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                _at++;
                last = Character();
            }

            ranges.Add((first, last));
        }

        (char low, char high) = ranges[_random.Next(ranges.Count)];
        return ((char)_random.Next(low, high + 1)).ToString();
    }

    private char Character()
    {
        char character = _pattern[_at++];
        if (character != '\\')
            return character;
        char escaped = _pattern[_at++];
        if (escaped != 'u')
        {
            Assert.False(char.IsLetterOrDigit(escaped), $"unknown escape \\{escaped}");
            return escaped;
        }

        _at += 4;
        return (char)int.Parse(_pattern[(_at - 4).._at], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private bool TryTake(char expected)
    {
        if (_at >= _pattern.Length || _pattern[_at] != expected)
            return false;
        _at++;
        return true;
    }
}
