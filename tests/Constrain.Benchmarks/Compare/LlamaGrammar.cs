// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.InteropServices;
using System.Text;
using Constrain.LlamaCpp;
using Constrain.LlamaCpp.Interop;

namespace Constrain.Benchmarks.Compare;

/// <summary>llama.cpp's own grammar sampler over a row of candidates, one for each token of the vocabulary.</summary>
internal sealed unsafe class LlamaGrammar : IDisposable
{
    private readonly LlamaApi _api;
    private readonly NativeSampler* _sampler;
    private readonly TokenData* _candidates;
    private readonly int _count;

    /// <summary>Compiles a grammar.</summary>
    /// <exception cref="NotSupportedException">The library has no such sampler.</exception>
    /// <exception cref="FormatException">llama.cpp refuses the grammar.</exception>
    public LlamaGrammar(LlamaModel model, string grammar)
    {
        _api = model.Runtime.Api;
        nint library = NativeLibrary.Load(model.Runtime.LibraryPath);
        if (!NativeLibrary.TryGetExport(library, "llama_sampler_init_grammar", out nint export))
        {
            throw new NotSupportedException($"{model.Runtime.LibraryPath} does not export llama_sampler_init_grammar");
        }

        var init = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, NativeSampler*>)export;
        nint vocabulary = _api.ModelVocabulary(model.Handle.DangerousGetHandle());
        fixed (byte* text = Encoding.UTF8.GetBytes(grammar + '\0'), root = "root\0"u8)
        {
            _sampler = init(vocabulary, text, root);
        }

        if (_sampler is null)
        {
            throw new FormatException("llama.cpp refuses the grammar");
        }

        _count = model.VocabularySize;
        _candidates = (TokenData*)NativeMemory.Alloc((nuint)_count, (nuint)sizeof(TokenData));
    }

    /// <summary>Whether the last call of <see cref="Apply"/> left a token of the row.</summary>
    public bool Allows(int token) => _candidates[token].Logit > float.NegativeInfinity;

    /// <summary>Makes every token of the row a candidate again.</summary>
    public void Fill()
    {
        for (int token = 0; token < _count; token++)
        {
            _candidates[token] = new TokenData { Token = token, Logit = 1 };
        }
    }

    /// <summary>Sets the logits of the refused tokens to negative infinity.</summary>
    public void Apply() => Apply(_candidates, _count);

    /// <summary>The same for one token alone, which is how llama.cpp's own programs check a token that they have drawn.</summary>
    public bool Check(int token)
    {
        var candidate = new TokenData { Token = token, Logit = 1 };
        Apply(&candidate, 1);
        return candidate.Logit > float.NegativeInfinity;
    }

    public void Accept(int token) => _api.SamplerAccept(_sampler, token);

    public void Dispose()
    {
        _api.SamplerFree(_sampler);
        NativeMemory.Free(_candidates);
    }

    private void Apply(TokenData* candidates, int count)
    {
        var row = new TokenDataArray { Data = candidates, Size = (nuint)count, Selected = -1 };
        _api.SamplerApply(_sampler, &row);
    }
}
