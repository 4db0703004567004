// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;
using Constrain.LlamaCpp.Interop;
using Constrain.LlamaCpp.Sampling;

namespace Constrain.LlamaCpp.Tests.Sampling;

/// <summary>The native sampler in a chain that is built as a foreign llama.cpp program would build it.</summary>
public sealed unsafe class NativeTokenFilterTests
{
    private const int EndToken = 7;

    [SkippableFact]
    public void Apply_InAForeignChain_LeavesTheAllowedCandidatesInOrder()
    {
        using var chain = new ForeignChain(new FakeFilter { Words = [0b1011_0000] });

        Assert.Equal([4, 5, 7], chain.Apply(6));
        Assert.Equal([], chain.Apply(0, count: 0));
    }

    [SkippableFact]
    public void Apply_BeyondTheLastWord_AllowsNothing()
    {
        using var chain = new ForeignChain(new FakeFilter { Words = [1UL << 63] });

        Assert.Equal([63], chain.Apply(0, count: 200));
    }

    [SkippableFact]
    public void Name_OfTheSampler_IsOurs()
    {
        using var chain = new ForeignChain(new FakeFilter());

        Assert.Equal("constrain", Utf8.Text(chain.Sampler->Interface->Name(chain.Sampler)));
    }

    [SkippableFact]
    public void AcceptAndReset_ReachTheFilter()
    {
        var filter = new FakeFilter();
        using var chain = new ForeignChain(filter);

        chain.Api.SamplerAccept(chain.Chain, 42);
        chain.Api.SamplerReset(chain.Chain);

        Assert.Equal([42], filter.Accepted);
        Assert.Equal(1, filter.Resets);
    }

    [SkippableFact]
    public void Clone_OfAChain_GoesItsOwnWay()
    {
        var filter = new FakeFilter { Words = [0xF0] };
        using var chain = new ForeignChain(filter);
        chain.Api.SamplerAccept(chain.Chain, 1);

        NativeSampler* copy = chain.Api.SamplerClone(chain.Chain);
        chain.Api.SamplerAccept(copy, 2);
        chain.Api.SamplerFree(copy);
        chain.Api.SamplerAccept(chain.Chain, 3);

        Assert.Equal([1, 3], filter.Accepted);
        Assert.Equal([1, 2], filter.Clones.Single().Accepted);
    }

    [SkippableTheory]
    [InlineData(nameof(ITokenFilter.Allowed))]
    [InlineData(nameof(ITokenFilter.Accept))]
    [InlineData(nameof(ITokenFilter.Reset))]
    [InlineData(nameof(ITokenFilter.Clone))]
    public void Exception_InAnyMember_IsKeptAndEndsTheGeneration(string member)
    {
        var filter = new FakeFilter { Words = [0xF0], Throws = member };
        using var chain = new ForeignChain(filter);

        chain.Api.SamplerAccept(chain.Chain, 1);
        if (member == nameof(ITokenFilter.Reset))
            chain.Api.SamplerReset(chain.Chain);
        if (member == nameof(ITokenFilter.Clone))
            chain.Api.SamplerFree(chain.Api.SamplerClone(chain.Chain));
        int[] left = chain.Apply(6);

        Assert.Equal([EndToken], left);
        Assert.Equal(member, Assert.IsType<InvalidTimeZoneException>(chain.Filter.Failure?.SourceException).Message);

        // A reset begins anew.
        filter.Throws = null;
        chain.Api.SamplerReset(chain.Chain);
        Assert.Null(chain.Filter.Failure);
        Assert.Equal([4, 5, 6, 7], chain.Apply(6));
    }

    [SkippableFact]
    public void Apply_WithNothingAllowed_IsAFailureAndNotAnEmptyList()
    {
        using var chain = new ForeignChain(new FakeFilter { Words = [0] });

        Assert.Equal([EndToken], chain.Apply(6));
        Assert.NotNull(chain.Filter.Failure);
    }

    [SkippableFact]
    public void Free_OfTheChain_LetsTheFilterGo()
    {
        WeakReference weak = CreateAndFree();
        for (int i = 0; i < 5 && weak.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(weak.IsAlive);
    }

    [SkippableFact]
    public void OurChain_WithAFilterThatThrows_ThrowsAfterTheNativeCall()
    {
        _ = Native.Require();
        using var tiny = new TinyModelFixture();
        LlamaModel model = tiny.Require();
        using LlamaContext context = model.CreateContext();
        context.Decode([1], 0);
        using var chain = new LlamaSamplerChain(model, null, new FakeFilter { Throws = nameof(ITokenFilter.Allowed) }, endToken: 2);

        Assert.Throws<InvalidTimeZoneException>(() => chain.SampleNative(context));
        Assert.Throws<InvalidTimeZoneException>(() => chain.Accept(3));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CreateAndFree()
    {
        var filter = new FakeFilter();
        new ForeignChain(filter).Dispose();
        return new WeakReference(filter);
    }

    /// <summary>A chain of llama.cpp with our sampler in it, driven by the C interface alone.</summary>
    private sealed class ForeignChain : IDisposable
    {
        public ForeignChain(ITokenFilter filter)
        {
            Api = Native.Require().Api;
            Chain = Api.ChainInit(0);
            Filter = NativeTokenFilter.Create(Api, filter, EndToken, out NativeSampler* sampler);
            Sampler = sampler;
            Api.ChainAdd(Chain, sampler);
        }

        public LlamaApi Api { get; }

        public NativeSampler* Chain { get; }

        public NativeSampler* Sampler { get; }

        public NativeTokenFilter Filter { get; }

        /// <summary>The candidates that are left of 0 to <paramref name="count"/>.</summary>
        public int[] Apply(long selected, int count = 8)
        {
            TokenData* data = stackalloc TokenData[Math.Max(1, count)];
            for (int i = 0; i < count; i++)
                data[i] = new TokenData { Token = i, Logit = i };
            var candidates = new TokenDataArray { Data = data, Size = (nuint)count, Selected = selected };
            Api.SamplerApply(Chain, &candidates);
            int[] left = new int[candidates.Size];
            for (int i = 0; i < left.Length; i++)
                left[i] = data[i].Token;
            return left;
        }

        public void Dispose() => Api.SamplerFree(Chain);
    }
}
