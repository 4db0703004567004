// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>References inside the document.</summary>
    private sealed partial class SchemaObjectReader
    {
        private string IdKeyword => Dialect == SchemaDialect.Draft4 ? "id" : "$id";

        /// <summary>Adds the target of a reference; false when the reference was refused.</summary>
        private bool ReadReference(JsonElement value, string pointer)
        {
            string reference = StringOf(value, "$ref", pointer);
            if (EmbeddedResource() is { } resource)
            {
                reader.Refuse(pointer, "$ref", $"the reference stands inside the embedded resource at {resource}, which changes what it means", $"remove {IdKeyword} there");
                return false;
            }

            int hash = reference.IndexOf('#', StringComparison.Ordinal);
            string document = hash < 0 ? reference : reference[..hash];
            if (document.Length > 0 && document != RootId())
            {
                reader.Refuse(pointer, "$ref", $"\"{document}\" is another document", "copy what it defines under $defs and refer to it by #/$defs/NAME");
                return false;
            }

            string fragment = hash < 0 ? string.Empty : Uri.UnescapeDataString(reference[(hash + 1)..]);
            if (fragment.Length > 0 && fragment[0] != '/')
            {
                reader.Refuse(pointer, "$ref", $"\"#{fragment}\" refers to an anchor", "refer to it by its JSON Pointer");
                return false;
            }

            node.Assertions.Add(new Assertion.AllOf([reader.NodeAt(Canonical(fragment), Resolve(fragment, reference, pointer))]));
            return true;
        }

        private string? RootId() =>
            reader._root.TryGetProperty(IdKeyword, out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString()!.TrimEnd('#') : null;

        /// <summary>The pointer of the nearest schema around this one, the root aside, that has an identity of its own; null when there is none.</summary>
        private string? EmbeddedResource()
        {
            JsonElement element = reader._root;
            string location = string.Empty;
            string? resource = null;
            foreach (string segment in SegmentsOf(node.Location))
            {
                location += "/" + segment;
                element = Step(element, Unescape(segment)) ?? throw new System.Diagnostics.UnreachableException("a schema's location leads to it");
                if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(IdKeyword, out JsonElement id)
                    && id.ValueKind == JsonValueKind.String && !id.GetString()!.StartsWith('#'))
                {
                    resource = location;
                }
            }

            return resource;
        }

        private JsonElement Resolve(string fragment, string reference, string pointer)
        {
            JsonElement element = reader._root;
            foreach (string segment in SegmentsOf(fragment))
            {
                element = Step(element, Unescape(segment)) ?? throw new GrammarException(
                    GrammarError.Syntax, $"the reference {reference} leads nowhere: there is no \"{Unescape(segment)}\" on the way", SourceLocation.AtPointer(pointer), "$ref", "check its spelling");
            }

            return element;
        }

        private static JsonElement? Step(JsonElement element, string name) => element.ValueKind switch
        {
            JsonValueKind.Object when element.TryGetProperty(name, out JsonElement value) => value,
            JsonValueKind.Array when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < element.GetArrayLength() => element[index],
            _ => null,
        };

        private static string[] SegmentsOf(string pointer) => pointer.Length == 0 ? [] : pointer[1..].Split('/');

        private static string Unescape(string segment) =>
            segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

        // Pointers are compared as text, so each is spelled in one way.
        private static string Canonical(string pointer) => string.Concat(SegmentsOf(pointer).Select(s =>
            "/" + Unescape(s).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));
    }
}
