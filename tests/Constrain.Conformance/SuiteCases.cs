// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Constrain.TestKit;

namespace Constrain.Conformance;

/// <summary>The official JSON Schema test suite in the format of case files: a case per schema, its valid data accepted and the rest rejected.</summary>
internal static class SuiteCases
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Folder, string Draft)[] Drafts =
        [("draft4", "4"), ("draft6", "6"), ("draft7", "7"), ("draft2019-09", "2019-09"), ("draft2020-12", "2020-12")];

    /// <summary>Writes <c>FOLDER/draft.jsonl</c> for the mandatory and <c>FOLDER/draft.format.jsonl</c> for the optional format tests.</summary>
    public static int Write(string folder)
    {
        if (SharedArchives.Read(SharedArchives.OfficialSuite) is not { } files)
        {
            Console.Error.WriteLine("suite " + SharedArchives.Missing);
            return 1;
        }

        Directory.CreateDirectory(folder);
        IReadOnlyDictionary<string, string> remotes = OfficialSuite.Remotes(files);
        foreach ((string name, string draft) in Drafts)
        {
            string prefix = $"tests/{name}/";
            Write(Path.Combine(folder, name + ".jsonl"), draft, "annotate", remotes, files.Where(f => f.Path.Contains(prefix, StringComparison.Ordinal) && !f.Path.Contains("/optional/", StringComparison.Ordinal)));
            Write(Path.Combine(folder, name + ".format.jsonl"), draft, "assert-known", remotes, files.Where(f => f.Path.Contains(prefix + "optional/format/", StringComparison.Ordinal)));
        }

        return 0;
    }

    private static void Write(string output, string draft, string formats, IReadOnlyDictionary<string, string> remotes, IEnumerable<(string Path, string Text)> files)
    {
        using var writer = new StreamWriter(output);
        foreach ((string path, string text) in files)
        {
            int number = 0;
            foreach (JsonNode? group in JsonNode.Parse(text)!.AsArray())
            {
                JsonNode[] tests = [.. group!["tests"]!.AsArray().Select(t => t!)];
                var options = new JsonObject { ["draft"] = draft, ["propertyOrder"] = "any", ["whitespace"] = "any", ["formats"] = formats };
                if (group["schema"]!.ToJsonString(Plain).Contains(OfficialSuite.Server, StringComparison.Ordinal))
                {
                    options["documents"] = new JsonObject(remotes.Select(r => KeyValuePair.Create(r.Key, JsonNode.Parse(r.Value))));
                }

                var line = new JsonObject
                {
                    ["id"] = $"{path}#{number++}",
                    ["kind"] = "json-schema",
                    ["source"] = group["schema"]!.DeepClone(),
                    ["options"] = options,
                    ["accept"] = Texts(tests.Where(t => t["valid"]!.GetValue<bool>())),
                    ["reject"] = Texts(tests.Where(t => !t["valid"]!.GetValue<bool>())),
                };
                writer.WriteLine(line.ToJsonString(Plain));
            }
        }
    }

    private static JsonArray Texts(IEnumerable<JsonNode> tests) => [.. tests.Select(t => JsonValue.Create(t["data"]?.ToJsonString(Plain) ?? "null"))];
}
