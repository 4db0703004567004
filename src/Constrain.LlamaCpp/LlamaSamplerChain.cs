// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Constrain.LlamaCpp.Interop;
using Constrain.LlamaCpp.Sampling;

namespace Constrain.LlamaCpp;

/// <summary>llama.cpp's own sampler chain: draws a token from logits, from allowed tokens alone if told which they are.</summary>
/// <remarks>Threads: one at a time.</remarks>
public sealed unsafe class LlamaSamplerChain : IDisposable
{
    private readonly LlamaModel _model;
    private readonly LlamaSamplerHandle _handle;
    private readonly SamplingOptions _options;
    private readonly List<NativeTokenFilter> _filters = [];
    private TokenData* _candidates;

    /// <summary>Builds the chain.</summary>
    /// <param name="model">The model whose logits it will sample from.</param>
    /// <param name="options">Null uses the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="NotSupportedException">Penalties are asked for and this library's penalties are of an unknown form.</exception>
    public LlamaSamplerChain(LlamaModel model, SamplingOptions? options = null)
        : this(model, options, null)
    {
    }

    /// <summary>As above, with a filter as the first sampler of the native chain.</summary>
    internal LlamaSamplerChain(LlamaModel model, SamplingOptions? options, ITokenFilter? filter, int endToken = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new SamplingOptions();
        options.Validate();
        if (options.HasPenalties && model.Runtime.Penalties == PenaltiesSignature.Unknown)
            throw new NotSupportedException($"The penalties of this llama.cpp ({model.Runtime.Version}) have an unknown form; sample without them.");

        (_model, _options) = (model, options);
        Seed = options.Seed ?? (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        _handle = new LlamaSamplerHandle(Api, Api.ChainInit(1));
        if (filter is not null)
        {
            _filters.Add(NativeTokenFilter.Create(Api, filter, endToken, out NativeSampler* first));
            Add(first);
        }

        AddSamplers(options);
        _candidates = (TokenData*)NativeMemory.Alloc((nuint)model.VocabularySize, (nuint)sizeof(TokenData));
    }

    /// <summary>Frees the candidates where the chain was not disposed.</summary>
    ~LlamaSamplerChain() => NativeMemory.Free(_candidates);

    /// <summary>The seed: the one that was asked for, or the one that was chosen.</summary>
    public uint Seed { get; }

    /// <summary>Whether every token can be drawn: no sampler of the chain drops any.</summary>
    internal bool KeepsAllTokens => _options is { IsGreedy: false, TopK: 0, TypicalP: 1, TopP: 1, MinP: 0 };

    private LlamaApi Api => _model.Api;

    /// <summary>Draws a token from all of them. Call <see cref="Accept"/> with the token that is then used.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    public int Sample(ReadOnlySpan<float> logits)
    {
        CheckLogits(logits);
        using var lease = new HandleLease(_handle);
        return Draw(lease.Pointer, Candidates.GatherAll(logits, _candidates));
    }

    /// <summary>Draws a token from the allowed ones. Call <see cref="Accept"/> with the token that is then used.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="allowed">Bit t % 64 of word t / 64 is set iff token t is allowed; bits beyond the vocabulary are ignored.</param>
    /// <exception cref="InvalidOperationException">No token is allowed.</exception>
    public int Sample(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed)
    {
        CheckLogits(logits);
        using var lease = new HandleLease(_handle);
        return Draw(lease.Pointer, Candidates.Gather(logits, allowed, _candidates));
    }

    /// <summary>The token that is drawn from every set of tokens that holds it, as far as the logits tell; -1 where none is.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <remarks>Why it is drawn from every such set is said at <see cref="Generation.TokenDraw"/>.</remarks>
    internal int CertainDraw(ReadOnlySpan<float> logits)
    {
        // The bound on the second logit, counted from the largest. Equal logits may change places when a sampler sorts, and builds of
        // the library round differently, so it is a little lower than it need be.
        const float Spare = 1e-3f;
        float bound = _options switch
        {
            { HasPenalties: true } => float.NegativeInfinity,
            { IsGreedy: true } => float.PositiveInfinity,
            { TypicalP: < 1 } => float.NegativeInfinity,
            { TopK: 1 } => -Spare,
            { MinP: > 0 } => MathF.Log((float)_options.MinP) - Spare,
            _ => float.NegativeInfinity,
        };
        if (float.IsNegativeInfinity(bound))
            return -1;
        TopTwo top = TopTwo.Of(logits);
        return top.Second < top.Largest + bound ? top.Token : -1;
    }

    /// <summary>Draws from one token alone: what comes out is known, but the random numbers go on.</summary>
    internal int SampleOnly(int token, float logit)
    {
        if (_options.IsGreedy)
            return token;
        using var lease = new HandleLease(_handle);
        _candidates[0] = new TokenData { Token = token, Logit = logit };
        return Draw(lease.Pointer, 1);
    }

    /// <summary>Tells the samplers which token was used: the penalties count it.</summary>
    public void Accept(int token)
    {
        _model.CheckToken(token);
        using var lease = new HandleLease(_handle);
        Api.SamplerAccept((NativeSampler*)lease.Pointer, token);
        ThrowFailure();
    }

    /// <summary>Back to the beginning: penalties forget, and the draws begin anew with the same seed.</summary>
    public void Reset()
    {
        using var lease = new HandleLease(_handle);
        Api.SamplerReset((NativeSampler*)lease.Pointer);
        ThrowFailure();
    }

    /// <summary>Frees the chain and its samplers.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        NativeMemory.Free(_candidates);
        _candidates = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Draws and accepts as a plain llama.cpp program does, by llama_sampler_sample: the filter in the chain does the masking.
    /// </summary>
    internal int SampleNative(LlamaContext context, int index = -1)
    {
        _ = context.GetLogits(index); // the library asserts that they are there
        using var lease = new HandleLease(_handle);
        using HandleLease contextLease = context.Lease();
        int token = Api.SamplerSample((NativeSampler*)lease.Pointer, contextLease.Pointer, index);
        ThrowFailure();
        return token;
    }

    private int Draw(nint chain, int count)
    {
        if (count == 0)
            throw new InvalidOperationException("No token is allowed, so there is nothing to sample.");
        var candidates = new TokenDataArray { Data = _candidates, Size = (nuint)count, Selected = -1 };
        Api.SamplerApply((NativeSampler*)chain, &candidates);
        ThrowFailure();
        return candidates.Selected >= 0 && (nuint)candidates.Selected < candidates.Size
            ? candidates.Data[candidates.Selected].Token
            : throw new LlamaException("The sampler chain selected no token.");
    }

    private void AddSamplers(SamplingOptions options)
    {
        if (options.HasPenalties)
        {
            Add(Api.SamplerPenalties(_model.Runtime.Penalties, _model.VocabularySize, options.PenaltyWindow,
                (float)options.RepeatPenalty, (float)options.FrequencyPenalty, (float)options.PresencePenalty));
        }

        if (options.IsGreedy)
        {
            Add(Api.SamplerGreedy());
            return;
        }

        if (options.TopK > 0)
            Add(Api.SamplerTopK(options.TopK));
        if (options.TypicalP < 1)
            Add(Api.SamplerTypical((float)options.TypicalP, 1));
        if (options.TopP < 1)
            Add(Api.SamplerTopP((float)options.TopP, 1));
        if (options.MinP > 0)
            Add(Api.SamplerMinP((float)options.MinP, 1));
        if (options.Temperature != 1)
            Add(Api.SamplerTemperature((float)options.Temperature));
        Add(Api.SamplerDistribution(Seed));
    }

    private void Add(NativeSampler* sampler) => Api.ChainAdd((NativeSampler*)_handle.DangerousGetHandle(), sampler);

    private void CheckLogits(ReadOnlySpan<float> logits)
    {
        if (logits.Length != _model.VocabularySize)
            throw new ArgumentException($"There must be {_model.VocabularySize} logits, not {logits.Length}.", nameof(logits));
    }

    private void ThrowFailure()
    {
        foreach (NativeTokenFilter filter in _filters)
            filter.Failure?.Throw();
    }
}
