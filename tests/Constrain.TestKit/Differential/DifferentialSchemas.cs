// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Nodes;
using static Constrain.TestKit.Differential.DifferentialWords;

namespace Constrain.TestKit.Differential;

/// <summary>Random schemas over all keywords of a draft.</summary>
/// <remarks>
/// A schema has a theme most of the time (numbers, strings, arrays, objects), so that its keywords apply to the same values and
/// interact. References are well-founded: they go to the root or round a cycle only from below a property or an item.
/// </remarks>
internal sealed class DifferentialSchemas(Random random, SchemaDialect dialect)
{
    private const int Depth = 3;

    private readonly bool _old = dialect <= SchemaDialect.Draft7;
    private readonly List<string> _cyclic = ["#"];
    private readonly List<string> _references = [];

    private string Definitions => _old ? "definitions" : "$defs";

    /// <summary>A whole schema document.</summary>
    public JsonNode Document()
    {
        if (random.OneIn(60))
        {
            return dialect == SchemaDialect.Draft4 ? new JsonObject() : random.OneIn(2);
        }

        var definitions = new JsonObject();
        if (random.Next(3) > 0)
        {
            AddDefinitions(definitions);
        }

        JsonObject root = Object(Depth, guarded: false);
        if (_old && root.ContainsKey("$ref"))
        {
            // What stands beside $ref is ignored in these drafts, the definitions too.
            root = new JsonObject { ["allOf"] = new JsonArray(root) };
        }

        if (definitions.Count > 0)
        {
            root[Definitions] = definitions;
        }

        if (_cyclic.Contains("$recursiveRef") && random.OneIn(2))
        {
            root["$recursiveAnchor"] = true;
        }

        if (definitions.ContainsKey("base"))
        {
            root[Id] = "https://schemas.invalid/root";
        }

        return root;
    }

    private string Id => dialect == SchemaDialect.Draft4 ? "id" : "$id";

    private void AddDefinitions(JsonObject definitions)
    {
        string prefix = $"#/{Definitions}/";
        JsonNode x = Schema(1, guarded: false);
        definitions["x"] = x;
        _references.Add(prefix + "x");
        if (x is JsonObject named && !named.ContainsKey("$ref") && random.OneIn(4))
        {
            if (!_old)
            {
                named["$anchor"] = "here";
                _references.Add("#here");
            }
            else if (!random.OneIn(3))
            {
                named[Id] = "#here";
                _references.Add("#here");
            }
        }

        if (random.OneIn(6))
        {
            // An embedded resource: a reference inside it goes by its own base.
            definitions["base"] = new JsonObject
            {
                [Id] = "https://schemas.invalid/base",
                [Definitions] = new JsonObject { ["y"] = new DifferentialSchemas(random, dialect).Object(0, guarded: false) },
                ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = prefix + "y" }),
            };
            _references.Add("https://schemas.invalid/base");
            _references.Add("base");
            _references.Add("base" + prefix + "y");
        }

        if (random.OneIn(2))
        {
            _cyclic.Add(prefix + "tree");
            definitions["tree"] = Tree(new JsonObject { ["$ref"] = prefix + "tree" });
            _references.Add(prefix + "tree");
        }

        if (dialect == SchemaDialect.Draft201909 && random.OneIn(5))
        {
            _cyclic.Add("$recursiveRef");
        }

        if (dialect == SchemaDialect.Draft202012 && random.OneIn(5))
        {
            JsonObject node = Tree(new JsonObject { ["$dynamicRef"] = "#node" });
            node["$dynamicAnchor"] = "node";
            definitions["node"] = node;
            _references.Add(prefix + "node");
            _references.Add("$dynamicRef");
        }
    }

    private JsonObject Tree(JsonObject self)
    {
        JsonObject tree = random.OneIn(2) ? Object(0, guarded: false) : new JsonObject { ["type"] = random.OneIn(2) ? "object" : new JsonArray("object", "null") };
        if (_old && tree.ContainsKey("$ref"))
        {
            tree = new JsonObject { ["allOf"] = new JsonArray(tree) };
        }

        switch (random.Next(4))
        {
            case 0:
                tree["items"] = self;
                break;
            case 1:
                tree["additionalProperties"] = self;
                break;
            default:
                tree["properties"] = new JsonObject { [random.Any(Names)] = self };
                break;
        }

        return tree;
    }

    private JsonNode Schema(int depth, bool guarded) => random.OneIn(10) ? Boolean() : Object(depth, guarded);

    private JsonNode Boolean()
    {
        bool value = random.Next(3) > 0;
        return dialect > SchemaDialect.Draft4 ? value : value ? new JsonObject() : new JsonObject { ["not"] = new JsonObject() };
    }

    private JsonObject Object(int depth, bool guarded)
    {
        var schema = new JsonObject();
        if (Reference(guarded) is { } reference)
        {
            _ = reference switch
            {
                "$dynamicRef" => schema[reference] = "#node",
                "$recursiveRef" => schema[reference] = "#",
                _ => schema["$ref"] = reference,
            };
            if (_old ? !random.OneIn(6) : random.OneIn(2))
            {
                return schema;
            }
        }

        int theme = random.Next(6);
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            switch (random.OneIn(5) ? random.Next(6) : theme)
            {
                case 0:
                    AddNumeric(schema);
                    break;
                case 1:
                    AddString(schema);
                    break;
                case 2:
                    AddArray(schema, depth);
                    break;
                case 3:
                    AddObject(schema, depth);
                    break;
                case 4:
                    AddApplicator(schema, depth, guarded);
                    break;
                default:
                    AddAny(schema);
                    break;
            }
        }

        return schema;
    }

    private string? Reference(bool guarded)
    {
        string[] choices = guarded ? [.. _references, .. _cyclic] : [.. _references];
        return choices.Length > 0 && random.OneIn(6) ? random.Any(choices) : null;
    }

    private void AddAny(JsonObject schema)
    {
        switch (random.Next(7))
        {
            case 0 or 1 or 2:
                schema["type"] = random.Any(Types);
                break;
            case 3:
                schema["type"] = new JsonArray([.. Types.Where(_ => random.OneIn(2)).DefaultIfEmpty("object").Select(t => JsonValue.Create(t))]);
                break;
            case 4:
                // The members of enum are unique in drafts that say so.
                JsonNode?[] values = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Value(2)).DistinctBy(v => v?.ToJsonString() ?? "null")];
                schema["enum"] = new JsonArray(values);
                break;
            case 5 when dialect > SchemaDialect.Draft4:
                schema["const"] = random.Value(2);
                break;
            default:
                schema[random.Any(["title", "description", "format", "default"])] = random.Any(["email", "uuid", "date"]);
                break;
        }
    }

    private void AddNumeric(JsonObject schema)
    {
        switch (random.Next(4))
        {
            case 0:
                schema["multipleOf"] = JsonNode.Parse(random.OneIn(8) ? random.Any(OddDivisors) : random.Any(Divisors));
                break;
            case 1:
                schema["type"] = random.OneIn(2) ? "integer" : "number";
                break;
            default:
                string bound = random.OneIn(2) ? "minimum" : "maximum";
                string exclusive = bound == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
                if (dialect == SchemaDialect.Draft4)
                {
                    schema[bound] = random.Number();
                    if (random.OneIn(2))
                    {
                        schema[exclusive] = random.OneIn(2);
                    }
                }
                else
                {
                    schema[random.OneIn(2) ? bound : exclusive] = random.Number();
                }

                break;
        }
    }

    private void AddString(JsonObject schema)
    {
        switch (random.Next(5))
        {
            case 0:
                schema["minLength"] = random.Next(3);
                break;
            case 1:
                schema["maxLength"] = random.Next(4);
                break;
            case 2:
                schema["type"] = "string";
                break;
            default:
                schema["pattern"] = random.Any(Patterns);
                break;
        }
    }

    private void AddArray(JsonObject schema, int depth)
    {
        switch (depth > 0 ? random.Next(12) : random.Next(4))
        {
            case 0:
                schema["type"] = "array";
                break;
            case 1:
                schema["minItems"] = random.Next(4);
                break;
            case 2:
                schema["maxItems"] = random.Next(4);
                break;
            case 3:
                schema["uniqueItems"] = !random.OneIn(6);
                break;
            case 4 or 5:
                schema["items"] = Schema(depth - 1, guarded: true);
                break;
            case 6 or 7 when dialect == SchemaDialect.Draft202012:
                schema["prefixItems"] = Schemas(depth - 1, guarded: true);
                break;
            case 6:
                schema["items"] = Schemas(depth - 1, guarded: true);
                break;
            case 7:
                schema["items"] = Schemas(depth - 1, guarded: true);
                schema["additionalItems"] = Schema(depth - 1, guarded: true);
                break;
            case 8 or 9 when dialect > SchemaDialect.Draft4:
                schema["contains"] = Schema(depth - 1, guarded: true);
                break;
            case 10 when !_old:
                schema["unevaluatedItems"] = random.OneIn(2) ? false : Schema(depth - 1, guarded: true);
                break;
            case 11 when !_old:
                schema["contains"] ??= Schema(depth - 1, guarded: true);
                schema[random.OneIn(2) ? "minContains" : "maxContains"] = random.Next(4);
                break;
            default:
                schema["uniqueItems"] = true;
                break;
        }
    }

    private void AddObject(JsonObject schema, int depth)
    {
        switch (depth > 0 ? random.Next(14) : random.Next(4))
        {
            case 0:
                schema["type"] = "object";
                break;
            case 1:
                JsonNode[] required = [.. Names.Where(_ => random.OneIn(5)).DefaultIfEmpty("a").Select(n => JsonValue.Create(n))];
                schema["required"] = new JsonArray(required);
                break;
            case 2:
                schema["minProperties"] = random.Next(4);
                break;
            case 3:
                schema["maxProperties"] = random.Next(4);
                break;
            case 4 or 5 or 6:
                schema["properties"] = Members(Names, 2, depth - 1, guarded: true);
                break;
            case 7 or 8:
                schema["patternProperties"] = Members(Patterns, 10, depth - 1, guarded: true);
                break;
            case 9:
                schema["additionalProperties"] = random.OneIn(3) && dialect > SchemaDialect.Draft4 ? false : Schema(depth - 1, guarded: true);
                break;
            case 10 when dialect > SchemaDialect.Draft4:
                schema["propertyNames"] = Schema(random.Next(depth), guarded: true);
                break;
            case 11 when !_old:
                schema["unevaluatedProperties"] = random.OneIn(2) ? false : Schema(depth - 1, guarded: true);
                break;
            case 12 when !_old:
                schema["dependentSchemas"] = Members(Names, 4, depth - 1, guarded: false);
                break;
            case 13 when !_old:
                schema["dependentRequired"] = Dependencies();
                break;
            case 12 or 13 when _old:
                JsonObject dependencies = Dependencies();
                foreach ((string name, JsonNode? schemas) in Members(Names, 6, depth - 1, guarded: false).ToArray())
                {
                    dependencies[name] = schemas?.DeepClone();
                }

                schema["dependencies"] = dependencies;
                break;
            default:
                schema["additionalProperties"] = Schema(depth - 1, guarded: true);
                break;
        }
    }

    private JsonObject Dependencies()
    {
        var dependencies = new JsonObject();
        foreach (string name in Names.Where(_ => random.OneIn(4)).DefaultIfEmpty("a"))
        {
            JsonNode[] required = [.. Names.Where(_ => random.OneIn(5)).DefaultIfEmpty("b").Select(n => JsonValue.Create(n))];
            dependencies[name] = new JsonArray(required);
        }

        return dependencies;
    }

    private void AddApplicator(JsonObject schema, int depth, bool guarded)
    {
        if (depth == 0)
        {
            AddAny(schema);
            return;
        }

        switch (random.Next(9))
        {
            case 0 or 1:
                schema["allOf"] = Schemas(depth - 1, guarded);
                break;
            case 2 or 3:
                schema["anyOf"] = Schemas(depth - 1, guarded);
                break;
            case 4 or 5:
                schema["oneOf"] = Schemas(depth - 1, guarded);
                break;
            case 6:
                schema["not"] = Schema(depth - 1, guarded);
                break;
            case 7 or 8 when dialect >= SchemaDialect.Draft7:
                schema["if"] = Schema(depth - 1, guarded);
                string[] branches = random.Next(4) switch { 0 => ["then"], 1 => ["else"], _ => ["then", "else"] };
                foreach (string branch in branches)
                {
                    schema[branch] = Schema(depth - 1, guarded);
                }

                break;
            default:
                schema["not"] = Schema(depth - 1, guarded);
                break;
        }
    }

    private JsonArray Schemas(int depth, bool guarded) => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Schema(depth, guarded))]);

    private JsonObject Members(string[] names, int oneIn, int depth, bool guarded)
    {
        var members = new JsonObject();
        foreach (string name in names.Where(_ => random.OneIn(oneIn)).DefaultIfEmpty(random.Any(names)))
        {
            members[name] = Schema(depth, guarded);
        }

        return members;
    }
}
