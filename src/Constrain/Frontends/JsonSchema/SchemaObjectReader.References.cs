// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;

namespace Constrain.Frontends.JsonSchema;

internal sealed partial class SchemaReader
{
    /// <summary>Identifiers and references.</summary>
    private sealed partial class SchemaObjectReader
    {
        private bool AssertsFormats =>
            reader._options.Formats == FormatHandling.Assert || _dialect.Vocabularies.HasFlag(SchemaVocabularies.FormatAssertion);

        /// <summary>Notes the resource that the schema begins, and the dialect that its keywords are read in.</summary>
        private void EnterResource(JsonElement schema)
        {
            SchemaResource resource = _node.Scope.Resource;
            if (_values[(int)Keyword.DollarId].ValueKind == JsonValueKind.String || _values[(int)Keyword.Id].ValueKind == JsonValueKind.String)
            {
                resource = reader._resources.Enter(resource, schema, _node.Location);
                if (resource != _node.Scope.Resource)
                {
                    _node.Scope = reader._resources.Inside(resource, _node.Scope.Dynamic);
                }
            }

            _dialect = resource.Dialect;
            if (resource.DialectError is { } error)
            {
                throw error;
            }

            if (_dialect.IsPartial)
            {
                // What does not count must not be read beside what does.
                foreach ((Keyword keyword, _) in _keywords)
                {
                    if (_dialect.StatusOf(keyword) == KeywordStatus.Unknown)
                    {
                        _values[(int)keyword] = default;
                    }
                }
            }
        }

        /// <summary>Adds the target of a reference; false when the reference was refused.</summary>
        private bool ReadReference(Keyword keyword)
        {
            string reference = StringOf(keyword);
            if (keyword == Keyword.RecursiveRef && reference != "#")
            {
                throw Wrong(keyword, "\"#\"");
            }

            Dictionary<string, SchemaNode> references = _node.Scope.References(isDynamic: keyword != Keyword.Ref);
            if (!references.TryGetValue(reference, out SchemaNode? target))
            {
                if (Resolve(reference, keyword) is not { } found)
                {
                    return false;
                }

                SchemaScope scope = reader._resources.Inside(found.Resource, _node.Scope.Dynamic);
                target = reader.NodeAt(found.Schema, found.Location, scope);
                references.Add(reference, target);
            }

            _assertions.Add(new Assertion.AllOf([target]));
            return true;
        }

        /// <summary>The schema that a reference means; null when it was refused.</summary>
        private (SchemaResource Resource, JsonElement Schema, string Location)? Resolve(string reference, Keyword keyword)
        {
            if (ResourceOf(reference, keyword) is not { } resource)
            {
                return null;
            }

            int hash = reference.IndexOf('#', StringComparison.Ordinal);
            string fragment = hash < 0 ? string.Empty : Uri.UnescapeDataString(reference[(hash + 1)..]);
            if (fragment.Length > 0 && fragment[0] == '/')
            {
                return Follow(fragment, resource, reference, keyword);
            }

            string name = fragment;
            if (fragment.Length == 0)
            {
                if (keyword != Keyword.RecursiveRef)
                {
                    return (resource, resource.Root, resource.Location);
                }

                name = SchemaResources.RecursiveName;
            }

            SchemaAnchor? anchor = reader._resources.Anchor(resource, name);
            if (anchor is null && keyword == Keyword.RecursiveRef)
            {
                return (resource, resource.Root, resource.Location);
            }

            if (anchor is { IsDynamic: true } && keyword != Keyword.Ref && _node.Scope.Dynamic.Outermost(name) is { } outermost)
            {
                resource = outermost;
                anchor = resource.Anchor(name);
            }

            if (anchor is not { } found)
            {
                throw LeadsNowhere(reference, keyword, $"no schema there has the name \"{name}\"");
            }

            if (found.IsAmbiguous)
            {
                Refuse(keyword, $"two schemas have the name \"{name}\", so the reference has no one meaning", "give each its own");
                return null;
            }

            return (resource, found.Schema, found.Location);
        }

        /// <summary>The resource that a reference means; null when it was refused.</summary>
        private SchemaResource? ResourceOf(string reference, Keyword keyword)
        {
            SchemaResource own = _node.Scope.Resource;
            if (reference.StartsWith('#') || reference.Length == 0)
            {
                return own;
            }

            if (SchemaResources.Resolve(own.Base, reference) is not { } uri)
            {
                throw new GrammarException(
                    GrammarError.Syntax, $"the reference {reference} is no URI", SourceLocation.AtPointer(PointerTo(keyword)), Keywords.NameOf(keyword), "check its spelling");
            }

            SchemaResource? found = uri.AbsoluteUri == own.Base?.AbsoluteUri ? own : reader._resources.Find(uri);
            if (found is null)
            {
                Refuse(
                    keyword,
                    $"there is no document {uri.AbsoluteUri}",
                    "supply it (JsonSchemaOptions.Resolve), or copy what it defines under $defs and refer to it by #/$defs/NAME");
            }

            return found;
        }

        /// <summary>The schema at a JSON Pointer from the root of a resource, and the resource that it is in.</summary>
        private (SchemaResource Resource, JsonElement Schema, string Location) Follow(string fragment, SchemaResource resource, string reference, Keyword keyword)
        {
            JsonElement element = resource.Root;
            string location = resource.Location;
            SchemaPlace place = SchemaPlace.Schema;
            foreach (string segment in JsonPointers.SegmentsOf(fragment))
            {
                string name = JsonPointers.Unescape(segment);
                JsonElement next = SchemaPlaces.Step(element, name) ?? throw LeadsNowhere(reference, keyword, $"there is no \"{name}\" on the way");
                location = JsonPointers.Append(location, name);
                place = place switch
                {
                    SchemaPlace.Schema when element.ValueKind == JsonValueKind.Object => SchemaPlaces.Under(Keywords.Find(name), next, resource.Dialect),
                    SchemaPlace.Group => SchemaPlace.Schema,
                    _ => SchemaPlace.None,
                };
                element = next;
                if (place == SchemaPlace.Schema && SchemaResources.MayBegin(element))
                {
                    resource = reader._resources.Enter(resource, element, location);
                }
            }

            return (resource, element, location);
        }

        private GrammarException LeadsNowhere(string reference, Keyword keyword, string reason) => new(
            GrammarError.Syntax, $"the reference {reference} leads nowhere: {reason}", SourceLocation.AtPointer(PointerTo(keyword)), Keywords.NameOf(keyword), "check its spelling");

        private void Refuse(Keyword keyword, string reason, string hint) => reader.Refuse(PointerTo(keyword), Keywords.NameOf(keyword), reason, hint);
    }
}
