// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.TestKit.Yaml;

namespace Constrain.Tests.Frontends.Yaml;

/// <summary>One process of the independent parsers for the tests of a class, which run one after the other.</summary>
public sealed class NpmParsers : IDisposable
{
    private YamlParsers? _parsers;

    /// <summary>The process; the test is skipped where the packages are not installed.</summary>
    public YamlParsers Require()
    {
        Skip.IfNot(YamlParsers.Missing is null, YamlParsers.Missing);
        return _parsers ??= YamlParsers.Start();
    }

    /// <inheritdoc/>
    public void Dispose() => _parsers?.Dispose();
}
