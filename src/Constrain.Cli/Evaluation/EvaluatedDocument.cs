// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp;

namespace Constrain.Cli.Evaluation;

/// <summary>One document that a model wrote, or failed to write.</summary>
/// <param name="Case">The index of its case.</param>
/// <param name="Trial">How it was written.</param>
/// <param name="Text">What the model wrote.</param>
/// <param name="Generation">What it took; null where nothing was generated.</param>
/// <param name="Judgement">What is right and wrong about it.</param>
internal sealed record EvaluatedDocument(int Case, Trial Trial, string Text, GenerationCost? Generation, Judgement Judgement);

/// <summary>What a document took.</summary>
/// <param name="Finish">Why it ended.</param>
/// <param name="Tokens">Tokens of the document.</param>
/// <param name="PromptTokens">Tokens of the prompt, schema and chat template included.</param>
/// <param name="PromptTime">The time to read the prompt.</param>
/// <param name="Time">The time to write the document, masks included.</param>
internal sealed record GenerationCost(FinishReason Finish, int Tokens, int PromptTokens, TimeSpan PromptTime, TimeSpan Time);
