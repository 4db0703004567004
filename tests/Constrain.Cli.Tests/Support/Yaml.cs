// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Tests.Support;

/// <summary>Whether constraints are of YAML where that is asked for.</summary>
internal static class Yaml
{
    private static readonly Lazy<bool> IsThere = new(() =>
        Constraint.FromJsonSchema("{\"type\":\"object\"}", new JsonSchemaOptions { Yaml = new YamlOptions() }).Check("a: b\n").IsAccepted);

    /// <summary>Skips the test, visibly, where they are of JSON all the same.</summary>
    public static void Require() => Skip.IfNot(IsThere.Value, "the option Yaml says nothing yet");
}
