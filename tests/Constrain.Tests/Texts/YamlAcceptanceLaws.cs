// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Constrain.Tests.Texts;

/// <summary>What is written as YAML is what constraints of YAML accept.</summary>
public sealed class YamlAcceptanceLaws
{
    [SkippableFact]
    public void FromJson_OfAnyValue_IsAccepted_InItsOptions()
    {
        Skip.IfNot(
            Constraint.FromJsonSchema("{\"type\":\"object\"}", new JsonSchemaOptions { Yaml = new YamlOptions() }).Check("a: b\n").IsAccepted, "the option Yaml says nothing yet");

        for (int seed = 0; seed < 60; seed++)
        {
            var values = new NastyValues(new Random(seed));
            YamlOptions options = values.Options();
            Constraint constraint = Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = options });
            for (int i = 0; i < 20; i++)
            {
                JsonNode? value = values.Value(4);
                string yaml = YamlText.FromJson(value?.ToJsonString() ?? "null", options);
                TextCheck check = constraint.Check(yaml);
                Assert.True(check.IsAccepted, $"{JsonSerializer.Serialize(options)}: at {check.Offset}: {check.Reason}\n{yaml}");
            }
        }
    }
}
