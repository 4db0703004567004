// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
using System.Reflection;

namespace Constrain.Examples.TinyModel.Corpus;

/// <summary>The lists and templates in Corpus/Texts: a name leads to the entries from which one is drawn.</summary>
/// <remarks>
/// Format: a line <c>@name</c> opens a list of one entry a line, <c>@name |</c> a list whose entries are separated by bars;
/// lines that start with # are comments. An entry may hold <c>{name}</c> and, for a line break, <c>\n</c>.
/// </remarks>
internal sealed class Phrasebook
{
    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.Ordinal);

    private Phrasebook()
    {
    }

    /// <summary>Reads every text file that is embedded in this program.</summary>
    public static Phrasebook Load()
    {
        var book = new Phrasebook();
        Assembly assembly = typeof(Phrasebook).Assembly;
        foreach (string file in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(file)!;
            using var reader = new StreamReader(stream);
            book.Read(file, reader);
        }
        return book;
    }

    /// <summary>The names of all lists, in order.</summary>
    public IEnumerable<string> Names => _lists.Keys.Order(StringComparer.Ordinal);

    public bool Has(string list) => _lists.ContainsKey(list);

    /// <exception cref="InvalidDataException">There is no such list.</exception>
    public IReadOnlyList<string> Entries(string list) =>
        _lists.TryGetValue(list, out List<string>? entries) ? entries : throw new InvalidDataException($"no text has a list \"@{list}\"");

    private void Read(string file, StreamReader reader)
    {
        List<string>? entries = null;
        bool barred = false;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '@')
            {
                barred = line.EndsWith(" |", StringComparison.Ordinal);
                entries = [];
                if (!_lists.TryAdd(line[1..].TrimEnd('|', ' '), entries))
                    throw new InvalidDataException($"{file}: {line} is there twice");
                continue;
            }
            if (entries is null)
                throw new InvalidDataException($"{file}: \"{line}\" stands before the first list");
            if (barred)
                entries.AddRange(line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            else
                entries.Add(line.Replace("\\n", "\n", StringComparison.Ordinal));
        }
    }
}
