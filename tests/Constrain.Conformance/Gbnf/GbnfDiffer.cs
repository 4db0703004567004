// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Benchmarks.Compare;
using Constrain.LlamaCpp;
using Constrain.TestKit;

namespace Constrain.Conformance.Gbnf;

/// <summary>Verdicts of our GBNF and of llama.cpp's own grammar sampler on the same texts, in one process.</summary>
/// <remarks>
/// Texts are drawn from our grammar byte by byte, and every other one is mutated by characters, so that all are valid UTF-8.
/// llama.cpp reads them as tokens of single bytes.
/// </remarks>
internal sealed class GbnfDiffer
{
    /// <summary>Bytes that a drawn text may be longer than the shortest before it is steered to its end; an ambiguous text costs llama.cpp more than its square.</summary>
    private const int MaxBytes = 96;

    private readonly LlamaModel _model;
    private readonly int[] _byteTokens;
    private readonly int _end;

    public GbnfDiffer(LlamaModel model)
    {
        _model = model;
        Vocabulary vocabulary = model.Vocabulary;
        _end = vocabulary.EndOfGenerationTokens[0];
        _byteTokens = new int[256];
        Array.Fill(_byteTokens, -1);
        for (int token = 0; token < vocabulary.Count; token++)
        {
            if (vocabulary.GetBytes(token) is [var only] && !vocabulary.IsEndOfGeneration(token))
            {
                _byteTokens[only] = token;
            }
        }
    }

    /// <summary>Compares on so many texts.</summary>
    /// <exception cref="FormatException">llama.cpp refuses the grammar; a <see cref="GrammarException"/>: we do.</exception>
    public GbnfVerdicts Compare(string grammar, int texts, int seed)
    {
        var constraint = Constraint.FromGbnf(grammar);
        int least = (int)constraint.MinimumBytes;
        var random = new Random(seed);
        var verdicts = new GbnfVerdicts();
        var drawn = new List<string>();
        for (int i = 0; i < texts; i++)
        {
            string text = DocumentSampler.Sample(constraint, DocumentSampler.Bytes, random, least + random.Next(MaxBytes)).Text;
            drawn.Add(text);
            text = i % 2 == 0 ? text : Mutate(text, drawn[random.Next(drawn.Count)], random);
            if (text.Contains('\0'))
            {
                // llama.cpp never allows a token that begins with U+0000, whatever the grammar says: its strings end there.
                text = text.Replace('\0', '\u0001');
                verdicts.Zeros++;
            }

            bool ours = constraint.Check(text).IsAccepted;
            (bool theirs, int refusedParts) = Judge(grammar, text);
            verdicts.Texts++;
            verdicts.Accepted += ours ? 1 : 0;
            verdicts.RefusedParts += refusedParts;
            if (ours != theirs)
            {
                verdicts.Differences.Add((text, ours));
            }
        }

        return verdicts;
    }

    /// <summary>Compares every grammar of a folder or bundle and prints a line for each; 1 if verdicts differ.</summary>
    public static int Execute(string path, string grammars, int texts)
    {
        using LlamaModel model = LlamaModel.Load(path, new LlamaModelOptions { VocabularyOnly = true });
        var differ = new GbnfDiffer(model);
        int differences = 0;
        foreach ((string name, string text) in LlamaGrammarFiles.Read(grammars))
        {
            try
            {
                GbnfVerdicts verdicts = differ.Compare(text, texts, seed: 1);
                differences += verdicts.Differences.Count;
                Console.WriteLine($"{name}: {verdicts}");
            }
            catch (FormatException refused) when (refused is not GrammarException)
            {
                Console.WriteLine($"{name}: {refused.Message}");
            }
        }

        return differences == 0 ? 0 : 1;
    }

    /// <summary>llama.cpp's verdict, and how often it refused the beginning of a character that it accepts as a whole.</summary>
    /// <remarks>
    /// It judges the beginning of a character by whether a negated class forbids any character that begins so, when it should ask
    /// whether it forbids them all. So the beginning is accepted here whatever it says, and the last byte gives the verdict.
    /// </remarks>
    private (bool Accepts, int RefusedParts) Judge(string grammar, string text)
    {
        using var llama = new LlamaGrammar(_model, grammar);
        int refusedParts = 0;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(utf8);
            int parts = 0;
            for (int i = 0; i < length; i++)
            {
                int token = _byteTokens[utf8[i]];
                bool allowed = token >= 0 && llama.Check(token);
                if (!allowed && (i == length - 1 || (i == 0 && !GoesOn(llama))))
                {
                    return (false, refusedParts);
                }

                parts += allowed ? 0 : 1;
                llama.Accept(token);
            }

            refusedParts += parts;
        }

        return (llama.Check(_end), refusedParts);
    }

    /// <summary>Whether any token but the end may follow; where none may, llama.cpp ends the process when it is given one.</summary>
    private bool GoesOn(LlamaGrammar llama)
    {
        llama.Fill();
        llama.Apply();
        return Enumerable.Range(0, _model.VocabularySize).Any(token => llama.Allows(token) && !_model.Vocabulary.IsEndOfGeneration(token));
    }

    /// <summary>One to three characters of the text removed, doubled, exchanged, replaced, or the text cut and joined with another.</summary>
    private static string Mutate(string text, string other, Random random)
    {
        List<Rune> runes = [.. text.EnumerateRunes()];
        Rune[] others = [.. other.EnumerateRunes(), new('a'), new('0'), new(' '), new('"'), new('\n'), new('-'), new('é'), new(0x3042), new(0x2028), new(0x1F600)];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(runes.Count + 1);
            Rune letter = others[random.Next(others.Length)];
            switch (random.Next(5))
            {
                case 0 when at < runes.Count:
                    runes.RemoveAt(at);
                    break;
                case 1 when at < runes.Count:
                    runes.Insert(at, runes[at]);
                    break;
                case 2 when at + 1 < runes.Count:
                    (runes[at], runes[at + 1]) = (runes[at + 1], runes[at]);
                    break;
                case 3 when at < runes.Count:
                    runes[at] = letter;
                    break;
                case 4 when random.Next(4) == 0:
                    runes.RemoveRange(at, runes.Count - at);
                    runes.AddRange(other.EnumerateRunes());
                    break;
                default:
                    runes.Insert(at, letter);
                    break;
            }
        }

        return string.Concat(runes);
    }
}

/// <summary>What comparing one grammar found.</summary>
internal sealed class GbnfVerdicts
{
    public int Texts { get; set; }

    public int Accepted { get; set; }

    /// <summary>Beginnings of characters that llama.cpp refuses, though it accepts the character.</summary>
    public int RefusedParts { get; set; }

    /// <summary>Texts in which U+0000 was replaced by U+0001 before both judged it.</summary>
    public int Zeros { get; set; }

    /// <summary>Texts that only one of the two accepts, and whether that is ours.</summary>
    public List<(string Text, bool Ours)> Differences { get; } = [];

    public override string ToString()
    {
        string shown = string.Concat(Differences.Take(5).Select(d => $"\n  only {(d.Ours ? "we" : "llama.cpp")} accept: {System.Text.Json.JsonSerializer.Serialize(d.Text)}"));
        return $"{Texts} texts, {Accepted} accepted, {Differences.Count} verdicts differ, {RefusedParts} beginnings of characters refused by llama.cpp alone, U+0000 replaced in {Zeros}{shown}";
    }
}
