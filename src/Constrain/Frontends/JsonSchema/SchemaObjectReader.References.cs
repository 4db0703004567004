// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>References inside the document.</summary>
    private sealed partial class SchemaObjectReader
    {
        private readonly Dictionary<string, SchemaNode> _references = new(StringComparer.Ordinal);

        private Keyword IdKeyword => Dialect == SchemaDialect.Draft4 ? Keyword.Id : Keyword.DollarId;

        /// <summary>Adds the target of a reference; false when the reference was refused.</summary>
        private bool ReadReference()
        {
            string reference = StringOf(Keyword.Ref);
            if (_node.Resource is { } resource)
            {
                reader.Refuse(
                    PointerTo(Keyword.Ref), "$ref", $"the reference stands inside the embedded resource at {resource}, which changes what it means", $"remove {Keywords.NameOf(IdKeyword)} there");
                return false;
            }

            if (!_references.TryGetValue(reference, out SchemaNode? target))
            {
                if (FragmentOf(reference) is not { } fragment)
                {
                    return false;
                }

                _references.Add(reference, target = Resolve(fragment, reference));
            }

            _assertions.Add(new Assertion.AllOf([target]));
            return true;
        }

        /// <summary>The JSON Pointer that a reference stands for; null when the reference was refused.</summary>
        private string? FragmentOf(string reference)
        {
            int hash = reference.IndexOf('#', StringComparison.Ordinal);
            string document = hash < 0 ? reference : reference[..hash];
            if (document.Length > 0 && document != RootId())
            {
                reader.Refuse(PointerTo(Keyword.Ref), "$ref", $"\"{document}\" is another document", "copy what it defines under $defs and refer to it by #/$defs/NAME");
                return null;
            }

            string fragment = hash < 0 ? string.Empty : Uri.UnescapeDataString(reference[(hash + 1)..]);
            if (fragment.Length > 0 && fragment[0] != '/')
            {
                reader.Refuse(PointerTo(Keyword.Ref), "$ref", $"\"#{fragment}\" refers to an anchor", "refer to it by its JSON Pointer");
                return null;
            }

            return fragment;
        }

        private string? RootId() =>
            reader._root.TryGetProperty(Keywords.NameOf(IdKeyword), out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString()!.TrimEnd('#') : null;

        /// <summary>The identity that a value gives to the schema it stands in; null when it gives none.</summary>
        private static string? IdOf(JsonElement value) =>
            value.ValueKind == JsonValueKind.String && value.GetString() is { } id && !id.StartsWith('#') ? id : null;

        private SchemaNode Resolve(string fragment, string reference)
        {
            JsonElement element = reader._root;
            string pointer = string.Empty;
            string? resource = null;
            foreach (string segment in JsonPointers.SegmentsOf(fragment))
            {
                string name = JsonPointers.Unescape(segment);
                element = Step(element, name) ?? throw new GrammarException(
                    GrammarError.Syntax, $"the reference {reference} leads nowhere: there is no \"{name}\" on the way", SourceLocation.AtPointer(PointerTo(Keyword.Ref)), "$ref", "check its spelling");
                pointer = JsonPointers.Append(pointer, name);
                if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(Keywords.NameOf(IdKeyword), out JsonElement id) && IdOf(id) is not null)
                {
                    resource = pointer;
                }
            }

            return reader.NodeAt(element, pointer, resource);
        }

        private static JsonElement? Step(JsonElement element, string name) => element.ValueKind switch
        {
            JsonValueKind.Object when element.TryGetProperty(name, out JsonElement value) => value,
            JsonValueKind.Array when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < element.GetArrayLength() => element[index],
            _ => null,
        };
    }
}
