// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Benchmarks.Generate;

/// <summary>A constraint to generate under.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Compile">Makes it.</param>
internal sealed record Subject(string Name, Func<Constraint> Compile)
{
    private const string Records = """
        {"type":"array","minItems":4,"items":{"type":"object","properties":{
          "name":{"type":"string","maxLength":12},
          "age":{"type":"integer","minimum":0,"maximum":120},
          "email_address":{"type":"string","maxLength":10},
          "is_active":{"type":"boolean"}},
         "required":["name","age","email_address","is_active"],"additionalProperties":false}}
        """;

    /// <summary>Free text, where nothing is forced; records in the layout of models and in the shortest one, where much is.</summary>
    public static Subject[] BuiltIn { get; } =
    [
        new("text", () => Constraint.FromRegex("[a-zA-Z0-9 ,.]{200,}")),
        new("records", () => Constraint.FromJsonSchema(Records)),
        new("records, compact", () => Constraint.FromJsonSchema(Records, new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact })),
    ];
}
