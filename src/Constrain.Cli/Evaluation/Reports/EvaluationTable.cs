// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Evaluation.Metrics;
using Spectre.Console;

namespace Constrain.Cli.Evaluation.Reports;

/// <summary>An evaluation for people: tables.</summary>
internal static class EvaluationTable
{
    /// <summary>Columns that the widest table needs; a file or a pipe has as many as it takes.</summary>
    private const int Width = 180;

    /// <summary>Columns below which intervals, and then the lesser scores, are left out.</summary>
    private const int WideWidth = 150, MediumWidth = 112;

    public static void Write(EvaluationResult result, CliHost host)
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

        console.WriteLine($"{result.Data.Name}: {result.Cases.Count} of {result.Data.Cases.Count} cases, {result.Written} documents");
        int width = console.Profile.Width;
        console.Write(Rows(result, width));
        console.WriteLine(width >= WideWidth
            ? "Shares in %, below them their 95 % intervals; tokens and ms per document."
            : "Shares in %; --json has the intervals, and more columns stand in a wider window.");
        if (result.ExpectedHallucination.Value is double floor)
        {
            console.WriteLine($"Made up are values that do not stand in the source; of the expected documents' own, {Percent(floor)} % do not.");
        }

        WriteComparisons(result, console);
        foreach (EvaluatedModel model in result.Models.Where(model => model.Languages.Any(cost => cost.PromptRatio is not null)))
        {
            console.WriteLine();
            console.WriteLine($"Tokens of the same record by language, with the vocabulary of {model.Name}:");
            console.Write(Languages(model));
        }
    }

    private static Table Rows(EvaluationResult result, int width)
    {
        Table table = New();
        (string Name, Func<EvaluationRow, string> Cell)[] columns = Columns(result.Models.Count > 1, width);
        foreach ((string name, _) in columns)
        {
            table.AddColumn(Column(name, isNumber: name is not ("mode" or "model")));
        }

        double? temperature = null;
        foreach (EvaluationRow row in result.Rows)
        {
            if (temperature is not null && temperature != row.Temperature)
            {
                table.AddEmptyRow();
            }

            temperature = row.Temperature;
            table.AddRow([.. columns.Select(column => column.Cell(row))]);
        }

        return table;
    }

    private static (string Name, Func<EvaluationRow, string> Cell)[] Columns(bool hasModel, int width)
    {
        bool isWide = width >= WideWidth, isMedium = width >= MediumWidth;
        string Share(Measure measure, string format = "0.0") => Cell(isWide ? measure : measure with { Interval = null }, format);
        (string Name, bool IsShown, Func<EvaluationRow, string> Cell)[] all =
        [
            ("model", hasModel, row => Markup.Escape(row.Model)),
            ("mode", true, row => EvaluationJson.Name(row.Mode)),
            ("temp.", true, row => FormattableString.Invariant($"{row.Temperature:0.##}")),
            ("n", true, row => FormattableString.Invariant($"{row.Scores.Count}")),
            ("parsed", true, row => Share(row.Scores.Parsed)),
            ("valid", true, row => Share(row.Scores.Valid, "0.00")),
            ("exact", true, row => Share(row.Scores.Exact)),
            ("fields", true, row => Share(row.Scores.Fields)),
            ("of valid", isMedium, row => Share(row.Scores.FieldsOfValid)),
            ("made up", true, row => Share(row.Scores.Hallucination)),
            ("incons.", true, row => Share(row.Scores.Inconsistency)),
            ("tokens", isMedium, row => Cell(row.Scores.Costs.Tokens)),
            ("ms", isMedium, row => Cell(row.Scores.Costs.PromptMilliseconds + row.Scores.Costs.Milliseconds)),
            ("tokens/s", isWide, row => Cell(row.Scores.Costs.TokensPerSecond)),
        ];
        return [.. all.Where(column => column.IsShown).Select(column => (column.Name, column.Cell))];
    }

    private static void WriteComparisons(EvaluationResult result, IAnsiConsole console)
    {
        EvaluationRow[] compared = [.. result.Rows.Where(row => row is { Mode: OutputMode.Schema, AgainstUnconstrained: not null })];
        if (compared.Length == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine("Fields with the schema against those without a constraint, where that was valid anyway:");
        Table table = New();
        foreach (string name in new[] { "temp.", "n", "schema", "unconstrained", "difference" })
        {
            table.AddColumn(Column(name, isNumber: true));
        }

        foreach (EvaluationRow row in compared)
        {
            Comparison c = row.AgainstUnconstrained!;
            table.AddRow(
                FormattableString.Invariant($"{row.Temperature:0.##}"),
                FormattableString.Invariant($"{c.Count}"),
                Percent(c.Fields),
                Percent(c.Unconstrained),
                Cell(new Measure(c.Difference, c.Interval)));
        }

        console.Write(table);
    }

    private static Table Languages(EvaluatedModel model)
    {
        Table table = New();
        foreach (string name in new[] { "language", "cases", "prompt", "document", "prompt : English", "document : English" })
        {
            table.AddColumn(Column(name, isNumber: name != "language"));
        }

        foreach (LanguageCost cost in model.Languages)
        {
            table.AddRow(
                Markup.Escape(cost.Language),
                FormattableString.Invariant($"{cost.Cases}"),
                Cell(cost.PromptTokens),
                Cell(cost.DocumentTokens),
                Ratio(cost.PromptRatio),
                Ratio(cost.DocumentRatio));
        }

        return table;
    }

    private static Table New() => new Table().Border(TableBorder.Simple);

    private static TableColumn Column(string name, bool isNumber)
    {
        TableColumn column = new TableColumn(name).NoWrap();
        return isNumber ? column.RightAligned() : column;
    }

    private static string Cell(Measure measure, string format = "0.0") => measure switch
    {
        { Value: null } => "-",
        { Value: double value, Interval: Interval ends } => $"{Percent(value, format)}\n[dim]{Percent(ends.Low)}..{Percent(ends.High)}[/]",
        { Value: double value } => Percent(value, format),
    };

    private static string Cell(double? value) => value is double number ? FormattableString.Invariant($"{number:0.0}") : "-";

    private static string Ratio(double? value) => value is double number ? FormattableString.Invariant($"{number:0.00}") : "-";

    private static string Percent(double share, string format = "0.0") => (share * 100).ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
