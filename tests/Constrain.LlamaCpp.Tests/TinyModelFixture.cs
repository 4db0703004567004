// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Tests.Gguf;

namespace Constrain.LlamaCpp.Tests;

/// <summary>The tiny model, loaded once for a test class.</summary>
public sealed class TinyModelFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private LlamaModel? _model;

    /// <summary>Skips the test where there is no native library.</summary>
    public LlamaModel Require()
    {
        _ = Native.Require();
        return _model ??= LlamaModel.Load(_folder.File("tiny.gguf", TinyModel.Create().ToArray()));
    }

    public void Dispose()
    {
        _model?.Dispose();
        _folder.Dispose();
    }
}
