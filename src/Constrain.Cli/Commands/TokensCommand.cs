// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.Text.Json;
using Constrain.Cli.Evaluation;
using Constrain.Cli.Output;
using Constrain.Cli.Tokens;
using Constrain.Cli.Tokens.Reports;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Commands;

/// <summary><c>constrain tokens</c>: what a schema's documents cost in tokens, by form and vocabulary, and what languages cost.</summary>
internal sealed class TokensCommand
{
    private readonly Argument<string> _schema = Arguments.File("SCHEMA", "A JSON Schema; - is standard input.");
    private readonly Option<string?> _instances = Arguments.Text("--instances", "FILE", "Documents as JSON: one, one a line, or in an array; - is standard input (some are sampled unless set).");
    private readonly Option<int?> _samples = Arguments.Integer("--samples", "Without --instances: documents to sample (20 unless set).", 1, 100_000);
    private readonly Option<int?> _seed = Arguments.Integer("--seed", "Without --instances: the seed of the sampler (1 unless set).", 0, 1_000_000_000);
    private readonly Option<bool> _json = Arguments.Flag("--json", "Print one JSON object: schema, documents, vocabularies with forms and languages.");

    private readonly Option<string[]> _vocabularies = new("--vocab")
    {
        HelpName = "FILE",
        Description = "A model in GGUF format, with or without weights (the embedded one unless set). May be given more than once.",
    };

    private readonly SchemaArguments _reading;
    private readonly CliHost _host;

    private TokensCommand(Command command, CliHost host)
    {
        _host = host;
        command.Add(_schema);
        command.Add(_instances);
        command.Add(_vocabularies);
        command.Add(_samples);
        command.Add(_seed);
        _reading = SchemaArguments.ForStudy(command);
        command.Add(_json);
        command.SetAction(parsed => (int)Run(parsed));
    }

    public static Command Create(CliHost host)
    {
        var command = new Command("tokens", "Tell what a schema's documents cost in tokens, as JSON and as YAML, and what languages cost.");
        _ = new TokensCommand(command, host);
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        Check(parsed);
        TokenStudy? study = null;
        Status.Run(_host, "Compiling the schema", isShown: true, status => study = Study(parsed, status));
        if (parsed.GetValue(_json))
        {
            _host.Out.WriteLine(TokenJson.Line(study!));
        }
        else
        {
            TokenTable.Write(study!, _host);
        }

        return ExitCode.Ok;
    }

    private void Check(ParseResult parsed)
    {
        if (parsed.GetValue(_instances) is not string instances)
        {
            return;
        }

        Option? misplaced = new Option[] { _samples, _seed }.FirstOrDefault(option => parsed.GetResult(option) is not null);
        if (misplaced is not null)
        {
            throw CliException.Usage($"{misplaced.Name} has no meaning here", "it goes without --instances, where documents are sampled");
        }

        if (instances == "-" && parsed.GetRequiredValue(_schema) == "-")
        {
            throw CliException.Usage("standard input can be read once only", "use - for one of the files");
        }
    }

    // What costs nothing comes first: documents that are refused should not wait for vocabularies.
    private TokenStudy Study(ParseResult parsed, Action<string> status)
    {
        StudiedSchema schema = Schema(parsed);
        string? file = parsed.GetValue(_instances);
        int seed = parsed.GetValue(_seed) ?? 1;
        IReadOnlyList<(string Place, JsonElement Value)> instances = file is null
            ? Sample(schema, parsed.GetValue(_samples) ?? 20, seed, status)
            : InstanceFile.Read(file, schema.Check, _host);
        List<StudiedDocument> documents = [];
        foreach ((string place, JsonElement value) in instances)
        {
            _host.Cancellation.ThrowIfCancellationRequested();
            documents.Add(schema.Study(place, value));
            status($"Looking at document {documents.Count} of {instances.Count}");
        }

        return new TokenStudy(schema.Name, file is null ? null : InputFile.NameOf(file), file is null ? seed : null, documents, Costs(parsed, documents, status));
    }

    private StudiedSchema Schema(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_schema);
        return new StudiedSchema(InputFile.NameOf(path), InputFile.ReadSchema(path, _host), _reading.Read(parsed), _reading.GivenOrder(parsed));
    }

    private List<(string Place, JsonElement Value)> Sample(StudiedSchema schema, int count, int seed, Action<string> status)
    {
        var sampler = new InstanceSampler(schema.Sampled, Sentences.EnglishWords, (ulong)seed);
        List<(string, JsonElement)> sampled = [];
        while (sampled.Count < count)
        {
            _host.Cancellation.ThrowIfCancellationRequested();
            status($"Sampling document {sampled.Count + 1} of {count}");
            sampled.Add(($"sample {sampled.Count + 1}", schema.Sample(sampler)));
        }

        return sampled;
    }

    private List<VocabularyCost> Costs(ParseResult parsed, IReadOnlyList<StudiedDocument> documents, Action<string> status)
    {
        IReadOnlyList<string?> paths = parsed.GetValue(_vocabularies) is { Length: > 0 } given ? given : new string?[] { null };
        IReadOnlyList<string> names = ModelEvaluation.Names([.. paths.Select(path => path ?? _host.EmbeddedModel)]);
        List<VocabularyCost> costs = [];
        foreach (string? path in paths)
        {
            status($"Loading the vocabulary {names[costs.Count]}");
            using LlamaModel model = ModelArguments.LoadVocabulary(path, "--vocab", _host);
            status($"Counting tokens of {names[costs.Count]}");
            costs.Add(VocabularyCost.Of(names[costs.Count], model, documents, _host.Cancellation));
        }

        return costs;
    }
}
