// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.Globalization;
using Constrain.Cli.Evaluation;

namespace Constrain.Cli.Commands;

/// <summary>The options that say what <c>constrain eval</c> tries out.</summary>
internal sealed class EvalArguments
{
    private static readonly double[] DefaultTemperatures = [0, 0.5, 1, 1.5];

    private readonly Option<string?> _data = Arguments.Text("--data", "FILE", "Cases, one a line; - is standard input (the embedded model's held-out data unless set).");
    private readonly Option<int?> _limit = Arguments.Integer("--limit", "This many of the cases, spread over the file (all unless set).", 1);

    private readonly Option<OutputMode[]?> _modes = Arguments.List<OutputMode>(
        "--mode", "MODE,…", "What keeps the text in form: " + Choices.Modes.List + " (all unless set).", "some of " + Choices.Modes.List, Choices.Modes.TryGet);

    private readonly Option<double[]?> _temperatures = Arguments.List<double>(
        "--temperature", "N,…", "Temperatures (0,0.5,1,1.5 unless set).", "numbers, 0 or more, with commas between them",
        (text, out value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= 0 && double.IsFinite(value));

    private readonly Option<int?> _seeds = Arguments.Integer("--seeds", "Documents for each case, mode and temperature; at 0 it is one (3 unless set).", 1, 1_000_000);
    private readonly Option<int?> _seed = Arguments.Integer("--seed", "The seed of the first of them; the others follow it (1 unless set).", 0, 1_000_000_000);
    private readonly Option<int?> _maxTokens = Arguments.Integer("--max-tokens", "The most tokens a document may take (512 unless set).", 1);
    private readonly Option<SchemaInPrompt?> _schemaInPrompt = Arguments.OneOf("--schema-in-prompt", "Whether every mode is shown the schema (always unless set).", Choices.SchemaInPrompt);
    private readonly Option<string?> _system = Arguments.Text("--system", "TEXT", "A system message before each prompt, for a model with a chat template.");
    private readonly Option<bool> _noTemplate = Arguments.Flag("--no-chat-template", "Give the prompts to the model as they are.");
    private readonly Option<int?> _jobs = Arguments.Integer("--jobs", "Cases that run side by side; times are then those of a busy machine (1 unless set).", 1, 256);

    private readonly SchemaArguments _schema;
    private readonly SamplingArguments _sampling;

    public EvalArguments(Command command)
    {
        Option[] own = [_data, _limit, _modes, _temperatures, _seeds, _seed, _maxTokens, _schemaInPrompt, _system, _noTemplate, _jobs];
        foreach (Option option in own)
        {
            command.Add(option);
        }

        _schema = SchemaArguments.ForWriting(command);
        _sampling = new SamplingArguments(command, isSweep: true);
    }

    /// <summary>The most cases to run; null for all.</summary>
    public int? Limit(ParseResult parsed) => parsed.GetValue(_limit);

    /// <summary>Reads the cases.</summary>
    /// <exception cref="CliException">None are named, and none travel with this copy of the tool; or they cannot be read.</exception>
    public EvaluationData Data(ParseResult parsed, CliHost host)
    {
        if (parsed.GetValue(_data) is string path)
        {
            return EvaluationData.Read(path, host);
        }

        // Its name alone: where the tool lies is nothing that reports of two machines should differ in.
        return File.Exists(host.EmbeddedData)
            ? EvaluationData.Read(host.EmbeddedData, host) with { Name = Path.GetFileName(host.EmbeddedData) }
            : throw CliException.Usage("this copy of constrain has no evaluation data", "name cases with --data FILE");
    }

    /// <exception cref="CliException">Options contradict each other.</exception>
    public EvaluationSettings Read(ParseResult parsed)
    {
        if (parsed.GetValue(_system) is not null && parsed.GetValue(_noTemplate))
        {
            throw CliException.Usage("--system needs the chat template", "leave --no-chat-template out, or write it into the prompts");
        }

        return new EvaluationSettings
        {
            // An array that is not given is empty, not null.
            Modes = parsed.GetValue(_modes) is { Length: > 0 } modes ? modes : Enum.GetValues<OutputMode>(),
            Temperatures = parsed.GetValue(_temperatures) is { Length: > 0 } temperatures ? temperatures : DefaultTemperatures,
            Seeds = parsed.GetValue(_seeds) ?? 3,
            FirstSeed = (uint)(parsed.GetValue(_seed) ?? 1),
            MaxTokens = parsed.GetValue(_maxTokens) ?? 512,
            SchemaInPrompt = parsed.GetValue(_schemaInPrompt) ?? SchemaInPrompt.Always,
            UseChatTemplate = !parsed.GetValue(_noTemplate),
            SystemPrompt = parsed.GetValue(_system),
            SchemaOptions = _schema.Read(parsed),
            Sampling = (temperature, seed) => _sampling.Read(parsed, temperature, seed),
            Jobs = parsed.GetValue(_jobs) ?? 1,
        };
    }
}
