// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using Constrain.Cli.Inspection;

namespace Constrain.Cli.Output;

/// <summary>Writes what may come next at a place.</summary>
internal static class PlaceReport
{
    private const int Shown = 60;

    /// <summary>The report for people.</summary>
    public static void Write(Place place, TextWriter writer)
    {
        Row("after", place.Text.Length == 0 ? "nothing" : place.Text.Length > Shown ? "…" + Quoted(place.Text[^Shown..]) : Quoted(place.Text));
        if (!place.IsReached)
        {
            Row("refused", string.Create(CultureInfo.InvariantCulture, $"at byte {place.Check.Offset}: {place.Check.Reason}"));
            return;
        }

        Row("may end", place.MayEnd ? "yes" : string.Create(CultureInfo.InvariantCulture, $"no; {place.MinimumBytes} more bytes at the least"));
        if (place.Forced.Length > 0)
        {
            Row("must go on", Quoted(place.Forced));
        }

        Row("next", place.Next.Length == 0 && !place.HasOthers ? "nothing" : Characters(place.Next) + (place.HasOthers ? place.Next.Length > 0 ? ", and characters beyond ASCII" : "characters beyond ASCII" : string.Empty));
        if (place.Tokens is { } tokens)
        {
            Row("tokens", string.Create(CultureInfo.InvariantCulture, $"{tokens.Count} of {tokens.Size}{(tokens.MayEnd ? ", and the end" : string.Empty)}"));
            Row("such as", string.Join(' ', tokens.Examples.Select(Quoted)));
        }

        void Row(string name, string value) => writer.WriteLine($"{name,-12}{value}");
    }

    /// <summary>The same for programs.</summary>
    public static string Line(Place place) => Json.Line(writer =>
    {
        writer.Text("text", place.Text);
        writer.WriteBoolean("reached", place.IsReached);
        writer.WriteNumber("offset", place.Check.Offset);
        writer.Text("reason", place.Check.Reason);
        writer.WriteBoolean("mayEnd", place.MayEnd);
        writer.WriteNumber("minimumBytes", place.MinimumBytes);
        writer.Text("forced", place.Forced);
        writer.Text("next", place.Next);
        writer.WriteBoolean("beyondAscii", place.HasOthers);
        if (place.Tokens is { } tokens)
        {
            writer.WriteStartObject("tokens");
            writer.WriteNumber("allowed", tokens.Count);
            writer.WriteNumber("vocabulary", tokens.Size);
            writer.WriteBoolean("mayEnd", tokens.MayEnd);
            writer.WriteStartArray("examples");
            foreach (string example in tokens.Examples)
            {
                writer.WriteStringValue(example);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    });

    /// <summary>Characters in their order, runs of three and more as ranges.</summary>
    private static string Characters(string letters)
    {
        var parts = new List<string>();
        for (int i = 0; i < letters.Length;)
        {
            int end = i;
            while (end + 1 < letters.Length && letters[end + 1] == letters[end] + 1)
            {
                end++;
            }

            if (end - i < 2)
            {
                end = i;
            }

            parts.Add(end == i ? Name(letters[i]) : $"{Name(letters[i])} to {Name(letters[end])}");
            i = end + 1;
        }

        return string.Join(", ", parts);
    }

    private static string Name(char letter) => letter switch
    {
        ' ' => "a space",
        '\t' => "a tab",
        '\n' => "a line feed",
        '\r' => "a carriage return",
        < ' ' or '\x7F' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)letter:X2}"),
        _ => letter.ToString(),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char letter in text)
        {
            quoted.Append(letter switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", < ' ' or '\x7F' => $"\\x{(int)letter:X2}", _ => letter.ToString() });
        }

        return quoted.Append('\'').ToString();
    }
}
