// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Tests.Texts;

/// <summary>What is written as YAML is what constraints of YAML accept.</summary>
public sealed class YamlAcceptanceLaws
{
    [Fact]
    public void FromJson_OfAnyValue_IsAccepted_InItsOptions()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var values = new NastyValues(new Random(seed));
            YamlOptions options = values.Options();
            Constraint constraint = Constraint.FromJsonSchema("true", new JsonSchemaOptions { Yaml = options });
            for (int i = 0; i < 20; i++)
            {
                string json = values.Value(4)?.ToJsonString() ?? "null";
                if (json.Contains("E400", StringComparison.Ordinal) || json.Contains("E-400", StringComparison.Ordinal))
                {
                    // Constraints for writing have exponents of two digits, in JSON too.
                    continue;
                }

                string yaml = YamlText.FromJson(json, options);
                TextCheck check = constraint.Check(yaml);
                Assert.True(check.IsAccepted, $"{JsonSerializer.Serialize(options)}: at {check.Offset}: {check.Reason}\n{yaml}");
            }
        }
    }
}
