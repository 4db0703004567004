// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Tokens;

/// <summary>The schemas of the examples.</summary>
public static class ExampleSchemas
{
    public static TheoryData<string> All =>
    [
        .. Directory.EnumerateFiles(Repository.At("examples"), "*.schema.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal),
    ];

    public static string Read(string file) => File.ReadAllText(Repository.At(file));
}
