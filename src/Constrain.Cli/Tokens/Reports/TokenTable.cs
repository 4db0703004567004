// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Spectre.Console;

namespace Constrain.Cli.Tokens.Reports;

/// <summary>A study of tokens for people: tables.</summary>
internal static class TokenTable
{
    /// <summary>Columns; a file or a pipe has as many as it takes.</summary>
    private const int Width = 180;

    public static void Write(TokenStudy study, CliHost host)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Out),
            Ansi = host.OutIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!host.OutIsTerminal)
        {
            console.Profile.Width = Width;
        }

        string documents = study.Documents.Count == 1 ? "1 document" : $"{study.Documents.Count} documents";
        console.WriteLine(study.Instances is string file
            ? $"{study.Schema}: {documents} of {file}"
            : $"{study.Schema}: {documents}, short ones, sampled from the schema at random (seed {study.Seed}); --instances FILE takes real ones");
        console.WriteLine();
        console.WriteLine("Tokens of a document, on average:");
        console.Write(Forms(study));
        console.WriteLine("Fixed: the schema leaves no choice about any byte of the token, so no model is needed for it. Free: all others.");
        WriteReadings(study, console);
        console.WriteLine();
        console.WriteLine($"Tokens of the same {Sentences.Languages[0].All.Count} sentences in {Sentences.Languages.Count} languages:");
        console.Write(Languages(study));
    }

    private static void WriteReadings(TokenStudy study, IAnsiConsole console)
    {
        if (study.InOwnOrder > 0)
        {
            console.WriteLine($"In {study.InOwnOrder} of the documents, any order of properties counts as a choice: they are not in the schema's.");
        }

        if (study.WithAdditional > 0)
        {
            console.WriteLine($"In {study.WithAdditional} of the documents, properties that the schema does not describe count as a choice: there are some.");
        }
    }

    private static Table Forms(TokenStudy study)
    {
        Table table = New("vocabulary", "form", "tokens", "fixed", "free", "fixed %", ": compact", "bytes", "bytes/token");
        foreach (VocabularyCost vocabulary in study.Vocabularies)
        {
            if (table.Rows.Count > 0)
            {
                table.AddEmptyRow();
            }

            foreach (FormCost cost in vocabulary.Forms)
            {
                double n = cost.Documents;
                table.AddRow(
                    cost == vocabulary.Forms[0] ? Markup.Escape(vocabulary.Name) : "",
                    cost.Form.Name,
                    Number(cost.Tokens / n),
                    Number(cost.Fixed / n),
                    Number(cost.Free / n),
                    Number(100.0 * cost.Fixed / cost.Tokens),
                    Ratio(cost.Tokens, vocabulary.Forms[0].Tokens),
                    Number(cost.Bytes / n),
                    Ratio(cost.Bytes, cost.Tokens));
            }
        }

        return table;
    }

    private static Table Languages(TokenStudy study)
    {
        Table table = New(["language", "bytes", .. study.Vocabularies.SelectMany(vocabulary => new[] { Markup.Escape(vocabulary.Name), ": English" })]);
        for (int i = 0; i < Sentences.Languages.Count; i++)
        {
            LanguageTokens first = study.Vocabularies[0].Languages[i];
            table.AddRow(
            [
                first.Language,
                FormattableString.Invariant($"{first.Bytes}"),
                .. study.Vocabularies.SelectMany(vocabulary => new[]
                {
                    FormattableString.Invariant($"{vocabulary.Languages[i].Tokens}"),
                    Ratio(vocabulary.Languages[i].Tokens, vocabulary.Languages[0].Tokens),
                }),
            ]);
        }

        return table;
    }

    private static Table New(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string name in columns)
        {
            TableColumn column = new TableColumn(name).NoWrap();
            table.AddColumn(name is "vocabulary" or "form" or "language" ? column : column.RightAligned());
        }

        return table;
    }

    private static string Number(double? value) => value is double number ? FormattableString.Invariant($"{number:0.0}") : "-";

    private static string Ratio(double value, double of) => FormattableString.Invariant($"{value / of:0.00}");
}
