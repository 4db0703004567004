// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.LlamaCpp.Interop;

namespace Constrain.LlamaCpp.Tests.Interop;

/// <summary>The layouts of several llama.cpp versions, written down from their headers.</summary>
public sealed class ParamsLayoutTests
{
    // Offsets of vocab_only in llama_model_params, and the booleans' defaults there.
    [Theory]
    [InlineData(64, new byte[] { 0, 1, 0, 0, 0, 1, 0, 0 })] // 2025: vocab_only, use_mmap, use_direct_io, use_mlock, check_tensors, use_extra_bufts
    [InlineData(64, new byte[] { 0, 1, 0, 0, 1, 0 })] // before use_direct_io
    [InlineData(64, new byte[] { 0, 0, 1, 0, 0, 0 })] // load_mode instead of use_mmap and use_mlock
    [InlineData(72, new byte[] { 0, 0, 1, 0, 0, 0 })] // and lazy_mode
    public void ModelParams_OfAKnownVersion_FindsTheBooleans(int offset, byte[] booleans)
    {
        ParamsBlock block = default;
        ParamsBytes.Set(ref block, 16, -1);
        ParamsBytes.Set(ref block, 20, 1);
        for (int i = 0; i < booleans.Length; i++)
            ParamsBytes.Set(ref block, offset + i, booleans[i]);

        Assert.True(ModelParams.TryFind(in block, out string? why, out ModelParams layout), why);
        Assert.Equal(offset, layout.Booleans);
    }

    [Theory]
    [InlineData(16, 77)] // not a number of layers
    [InlineData(0, 1)] // a pointer that is not null
    [InlineData(56, 1)] // a callback that is not null
    [InlineData(64, 0x0202)] // no boolean
    [InlineData(64, 0)] // no booleans at all
    public void ModelParams_OfAnUnknownVersion_AreRefused(int offset, int value)
    {
        ParamsBlock block = default;
        ParamsBytes.Set(ref block, 16, -1);
        ParamsBytes.Set(ref block, 64, 0x0001_0000);
        ParamsBytes.Set(ref block, offset, value);

        Assert.False(ModelParams.TryFind(in block, out string? why, out _));
        Assert.NotEqual("", why);
    }

    [Fact]
    public void ContextParams_WithOtherDefaults_AreRefused()
    {
        ParamsBlock block = default;
        ContextParams.SetSizes(ref block, 512, 2048, 1);
        Assert.True(ContextParams.TryFind(in block, out _, out ContextParams layout));
        Assert.Null(layout.UnifiedCacheOffset);

        ContextParams.SetSizes(ref block, 512, 2049, 1);
        Assert.False(ContextParams.TryFind(in block, out _, out _));
    }
}
