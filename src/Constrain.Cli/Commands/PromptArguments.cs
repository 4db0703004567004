// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.CommandLine.Parsing;
using Constrain.Cli.Output;

namespace Constrain.Cli.Commands;

/// <summary>The prompt: text, a file, or standard input.</summary>
internal sealed class PromptArguments
{
    private readonly Option<string?> _text = Arguments.Text("--prompt", "TEXT", "What is asked of the model.");

    private readonly Option<string?> _file = Arguments.Text(
        "--prompt-file", "FILE", "The same from a file; - is standard input, which is also read when it is a file or a pipe and no prompt is given.");

    private readonly Argument<string[]> _dash = new("-") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };

    public PromptArguments(Command command)
    {
        command.Add(_text);
        command.Add(_file);
        _dash.Validators.Add(OnlyDash);
        command.Add(_dash);
    }

    /// <summary>Reads the prompt.</summary>
    /// <exception cref="CliException">There is none, or more than one, or the file cannot be read.</exception>
    public string Read(ParseResult parsed, CliHost host)
    {
        string? text = parsed.GetValue(_text), file = parsed.GetValue(_file);
        bool dash = parsed.GetValue(_dash) is { Length: > 0 };
        if ((text is null ? 0 : 1) + (file is null ? 0 : 1) + (dash ? 1 : 0) > 1)
        {
            throw CliException.Usage("more than one prompt", "give one of --prompt TEXT, --prompt-file FILE and -");
        }

        if (text is null && file is null && !dash && !host.InputIsRedirected)
        {
            throw CliException.Usage("no prompt", "give --prompt TEXT, --prompt-file FILE, or text on standard input");
        }

        string prompt = text ?? InputFile.ReadText(file ?? "-", host);
        return prompt.Length > 0 ? prompt : throw CliException.Usage("the prompt is empty", "give --prompt TEXT, --prompt-file FILE, or text on standard input");
    }

    private static void OnlyDash(ArgumentResult result)
    {
        string? other = result.Tokens.Select(token => token.Value).FirstOrDefault(value => value != "-");
        if (other is not null && result.Parent is CommandResult { Command: Command command })
        {
            result.AddError(Spelling.Unknown(other, command) + (other.StartsWith('-') ? "" : "; the prompt is given with --prompt TEXT or --prompt-file FILE"));
        }
        else if (result.Tokens.Count > 1)
        {
            result.AddError("- is given twice");
        }
    }
}
