// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Constrain.Cli.Output;

namespace Constrain.Cli.Commands;

/// <summary>Options and arguments whose errors say what is wanted.</summary>
internal static class Arguments
{
    /// <summary>An option with text as its value.</summary>
    public static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option with a fraction as its value.</summary>
    public static Option<double?> Number(string name, string description, string expected, Predicate<double> isAllowed) =>
        Parsed<double>(name, "N", description, expected, (text, out value) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && isAllowed(value));

    /// <summary>An option with a whole number as its value.</summary>
    public static Option<int?> Integer(string name, string description, int least, int most = int.MaxValue)
    {
        string expected = most == int.MaxValue ? $"a whole number, {least} or more" : $"a whole number from {least} to {most}";
        return Parsed<int>(name, "N", description, expected, (text, out value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);
    }

    /// <summary>An option with a named value.</summary>
    public static Option<T?> OneOf<T>(string name, string description, Choices<T> choices)
        where T : struct
    {
        Option<T?> option = Parsed<T>(name, string.Join('|', choices.Names), description, "one of " + choices.List, choices.TryGet);
        option.CompletionSources.Add([.. choices.Names]);
        return option;
    }

    /// <summary>An option whose value is read by a parser.</summary>
    public static Option<T?> Parsed<T>(string name, string helpName, string description, string expected, Parser<T> parse)
        where T : struct => new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (parse(text, out T value))
                {
                    return value;
                }

                result.AddError($"{name} must be {expected}, not '{text}'");
                return null;
            },
        };

    /// <summary>An option with values that are separated by commas; none may be given twice.</summary>
    public static Option<T[]?> List<T>(string name, string helpName, string description, string expected, Parser<T> parse) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            List<T> values = [];
            foreach (string text in result.Tokens[0].Value.Split(','))
            {
                if (!parse(text, out T value))
                {
                    result.AddError($"{name} must be {expected}, not '{text}'");
                    return null;
                }

                if (values.Contains(value))
                {
                    result.AddError($"{name} has '{text}' twice");
                    return null;
                }

                values.Add(value);
            }

            return [.. values];
        },
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>File names. A word that begins with a hyphen is a misspelt option, not a file.</summary>
    public static Argument<string[]> Files(string name, string description, ArgumentArity arity)
    {
        var files = new Argument<string[]>(name) { Description = description, Arity = arity };
        files.Validators.Add(NoOptions);
        return files;
    }

    /// <inheritdoc cref="Files"/>
    public static Argument<string> File(string name, string description)
    {
        var file = new Argument<string>(name) { Description = description };
        file.Validators.Add(NoOptions);
        return file;
    }

    private static void NoOptions(ArgumentResult result)
    {
        Token? option = result.Tokens.FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] == '-');
        if (option is not null && result.Parent is CommandResult { Command: Command command })
        {
            result.AddError(Spelling.Unknown(option.Value, command) + " (a file of that name is written ./" + option.Value + ")");
        }
    }

    /// <summary>Reads a value from text.</summary>
    internal delegate bool Parser<T>(string text, out T value);
}
