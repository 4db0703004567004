// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Constrain.Cli.Output;

/// <summary>Help that teaches by example: each command's examples follow its options.</summary>
internal static class HelpText
{
    private static readonly (ExitCode Code, string Meaning)[] ExitCodes =
    [
        (ExitCode.Ok, "done; every document accepted, every case right"),
        (ExitCode.Refused, "a schema, regex, grammar or document is refused, or a case is not right"),
        (ExitCode.Usage, "the command line is wrong, or a file is missing, unreadable or no JSON at all"),
        (ExitCode.NoNativeLibrary, "no llama.cpp library can be used (see constrain doctor)"),
        (ExitCode.ModelNotLoaded, "the model is missing, damaged or of an unknown kind"),
        (ExitCode.GenerationFailed, "no complete document: token limit, context, or llama.cpp"),
        (ExitCode.InternalError, "a defect of this tool"),
        (ExitCode.OutputFailed, "standard output cannot be written"),
        (ExitCode.Cancelled, "Ctrl-C"),
    ];

    private const string RootExamples = """
        Examples:
          A JSON document that satisfies a schema, from the model that travels with the tool:
            constrain generate --schema invoice.schema.json --prompt-file email.txt
          What of a schema is enforced, and whether a document satisfies it:
            constrain validate invoice.schema.json invoice.json
          Texts that a schema must accept and reject:
            constrain test examples/schemas/*.cases.jsonl
          How often a model's output is valid, and right, with and without a constraint:
            constrain eval --limit 20
          What documents cost in tokens, as JSON and as YAML:
            constrain tokens invoice.schema.json --instances invoices.jsonl --vocab qwen.gguf
          Which llama.cpp is used, and why not another:
            constrain doctor
        """;

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["generate"] = """
            Examples:
              A document on standard output; everything else goes to standard error:
                constrain generate --schema invoice.schema.json --prompt-file email.txt > invoice.json
              For a model that should see the schema too:
                constrain generate --schema invoice.schema.json --prompt-file email.txt --schema-in-prompt
              With a model of your own, always the most probable token, never more than 400:
                constrain generate --model qwen.gguf --schema s.json --prompt "Who wrote Faust?" --greedy --max-tokens 400
              The prompt from a pipe; the same seed gives the same document:
                cat email.txt | constrain generate --schema invoice.schema.json --seed 42
              A date, by regex; a move in chess, by grammar:
                constrain generate --regex '20[0-9]{2}-[01][0-9]-[0-3][0-9]' --prompt "Today is "
                constrain generate --gbnf chess.gbnf --prompt "1. "
              The same as YAML; a model that is told so writes it better:
                constrain generate --schema invoice.schema.json --prompt "$(cat email.txt) Answer in YAML." --format yaml > invoice.yaml
              What it took, as one JSON object:
                constrain generate --schema s.json --prompt hi --json | jq .tokens
            """,
        ["validate"] = """
            Examples:
              What becomes of every keyword of a schema:
                constrain validate invoice.schema.json
              Whether documents satisfy it, however they are laid out; where not, at which byte:
                constrain validate invoice.schema.json a.json b.json
                curl -s localhost:8080/invoice | constrain validate invoice.schema.json -
              Documents in YAML, by their value, in whatever style they are written; of a stream, each:
                constrain validate deployment.schema.json deployment.yaml
                kubectl get deployment web -o yaml | constrain validate deployment.schema.json - --format yaml
              For programs:
                constrain validate invoice.schema.json a.json --json | jq '.documents[] | select(.accepted | not)'
            """,
        ["test"] = """
            A case is one line of JSON:
              {"id":"…","kind":"json-schema|yaml-schema|regex|gbnf","source":…,"options":{…},"accept":["text",…],"reject":["text",…]}
              kind     what the texts are: JSON or YAML that satisfies a schema, what a regex matches, texts of a grammar
              source   the regex, the grammar, or the schema as JSON (or as a string that holds its text)
              options  draft "4" "6" "7" "2019-09" "2020-12" "openapi-3.0"; propertyOrder "schema" "any"; formats "assert"
                       "assert-known" (those that are not known are ignored) "annotate";
                       whitespace "natural" "compact" "pretty" "any" (any: all JSON whitespace and every spelling of a value);
                       documents {"URI": schema, …} that the schema may refer to (--remotes has them in folders);
                       indent, indentSequences, styles ["plain", "single", "literal"], comments, documentStart, stream (yaml-schema,
                       in place of whitespace: how documents are generated, and no other way is accepted);
                       root (gbnf); dialect "ecma262" "dotnet" "re2" (regex). Anything else is an error of the case.
            A case is right when its source compiles, all of accept is accepted and all of reject is rejected. A schema that
            nothing satisfies has compiled false and the code Unsatisfiable, rejects every text, and is right when accept is empty.
            A source that is refused is not right either, but is told apart from a wrong one. Exit code: 0 when all are right, else 1.

            Examples:
              A summary, and each case that is not right with the text at fault:
                constrain test examples/schemas/*.cases.jsonl
              One line of JSON for each case, in the order of the input:
                constrain test cases.jsonl --json --jobs 4 --timeout-ms 500
            """,
        ["eval"] = """
            A case is one line of JSON:
              {"id":"…","prompt":"…","schema":{…},"expected":{…},"source":"…","group":"…","language":"…","record":"…"}
              id        its name, the only one in the file
              prompt    what is asked; the schema is written behind it unless --schema-in-prompt never
              expected  the right answer; it must satisfy the schema
              source    the text in which values must be found (the prompt unless given)
              group     a part of the data that is scored on its own as well; language likewise
              record    cases with the same record tell the same in different languages
            Scores are shares from 0 to 1:
              parsed         documents that are JSON, white space around them aside; nothing else is taken off or mended
              valid          documents that satisfy the schema, in any spelling, layout and order
              exact          documents that equal the expected one, numbers by value
              fields         F1 over leaves: same JSON Pointer and equal value; missing and surplus ones count against it
              fieldsOfValid  the same over valid documents alone
              hallucination  strings and numbers of parsed documents that do not stand in the source, enum and const aside
              inconsistency  1 - the agreement, leaf by leaf, of parsed documents for one prompt; 0 at temperature 0
            With 95 % intervals over cases: Wilson's for the first three, a bootstrap for the others. At temperature 0 one document stands
            for all seeds. Ctrl-C prints what there is and exits with 130.

            Examples:
              The embedded model on its held-out data, a short run:
                constrain eval --limit 20
              A model and data of your own, all of it on one page:
                constrain eval --model qwen.gguf --data cases.jsonl --html report.html
              Two models, one mode:
                constrain eval --model a.gguf --model b.gguf --data cases.jsonl --mode schema --temperature 0,0.7 --seeds 5
              What languages cost:
                constrain eval --data examples/evaluation/languages.jsonl --mode schema --temperature 0
              For programs:
                constrain eval --json | jq '.rows[] | {mode, temperature, valid, fields}'
            """,
        ["inspect"] = """
            A text is looked at from its beginning, like one that a model writes. Exit code 1: no document begins with it.

            Examples:
              What a document begins with:
                constrain inspect --schema person.schema.json
              Why a text is refused, and where:
                constrain inspect --schema person.schema.json --after '{"name": 1'
              The tokens of a model:
                constrain inspect --regex '[A-Z]{3}-[0-9]{4}' --after 'AB' --vocab llama-3.gguf
            """,
        ["convert"] = """
            The grammar has exactly the texts that 'constrain generate' writes with the same options, or the command says what GBNF cannot
            say: that no item comes twice (uniqueItems), and that no name comes twice of those that a schema does not declare, as in
            values of any kind. Its first rule is root. A grammar given with --gbnf is written anew: without rules that nothing uses.

            Examples:
              For llama.cpp's own programs:
                constrain convert --schema person.schema.json > person.gbnf && llama-cli -m model.gguf --grammar-file person.gbnf
              A regex, with what GBNF has no operator for:
                constrain convert --regex '(?=.*[0-9])[a-z0-9]{8,12}'
            """,
        ["tokens"] = """
            Every document is written in each of these forms, and the model's own tokenizer is asked for its tokens, of the text alone:
              compact JSON  {"a":1,"b":[2,3]}
              natural JSON  {"a": 1, "b": [2, 3]}
              pretty JSON   each member and item on a line of its own, two spaces a level
              YAML          the block style of 'constrain generate', strings without quotes wherever that is safe
            A token is fixed when the schema leaves no choice about any of its bytes: every document that begins with the text before it
            goes on with it, so no model need be asked. All others are free, those also that hold a fixed byte and a free one. What
            is open is what 'constrain generate' leaves open for this form; documents that have their properties in another order, or
            properties that the schema does not describe, are generated with such freedom, which is told below the table.
            Without --instances, short documents are sampled from the schema: each step draws uniformly among letters and words that
            the mask allows. They show what a schema's syntax costs; what its documents cost is better seen from real ones.
            A document that does not satisfy the schema is an error with its line and column, exit code 1.
            The second table has the same six sentences in ten languages: what texts cost in each, against English.

            Examples:
              The schema's own syntax, with the embedded vocabulary:
                constrain tokens invoice.schema.json
              Real documents, two vocabularies; files without weights will do:
                constrain tokens invoice.schema.json --instances invoices.jsonl --vocab llama-3.gguf --vocab qwen.gguf
              For programs:
                constrain tokens invoice.schema.json --json | jq '.vocabularies[0].forms[] | {form, tokens, fixed}'
            """,
        ["doctor"] = """
            Examples:
              Where llama.cpp was looked for, which one is used, and whether the embedded model loads:
                constrain doctor
              A library of your own:
                CONSTRAIN_LLAMA=/opt/llama.cpp/lib constrain doctor
            """,
    };

    /// <summary>Gives the help option of a root command its examples, and of the root its exit codes.</summary>
    public static void Install(RootCommand root)
    {
        foreach (Option option in root.Options.ToArray())
        {
            if (option is HelpOption { Action: HelpAction help })
            {
                root.Options.Remove(option);
                root.Options.Add(new HelpOption("--help", "-h", "-?") { Action = new WithExamples(help) });
            }
        }
    }

    private sealed class WithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            help.Invoke(parseResult);
            if (Examples.TryGetValue(parseResult.CommandResult.Command.Name, out string? examples))
            {
                output.WriteLine(examples);
                return (int)ExitCode.Ok;
            }

            output.WriteLine(RootExamples);
            output.WriteLine();
            output.WriteLine("Exit codes:");
            foreach ((ExitCode code, string meaning) in ExitCodes)
            {
                output.WriteLine($"  {(int)code,3}  {meaning}");
            }

            output.WriteLine();
            output.WriteLine("Environment:");
            output.WriteLine("  CONSTRAIN_LLAMA  the llama.cpp library to use: a file, or the folder that holds it");
            output.WriteLine("  CONSTRAIN_DEBUG  1 prints the stack trace of an internal error");
            output.WriteLine("  NO_COLOR         anything turns colours off");
            return (int)ExitCode.Ok;
        }
    }
}
