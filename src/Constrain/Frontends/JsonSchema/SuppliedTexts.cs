// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Frontends.JsonSchema;

/// <summary>The documents that the caller supplies; each is asked for once, found or not.</summary>
/// <param name="resolve">Finds the text of a document; null when there are none.</param>
internal sealed class SuppliedTexts(Func<Uri, string?>? resolve)
{
    private Dictionary<string, string?>? _texts;

    /// <summary>The text of the document at a URI; null when there is none.</summary>
    /// <param name="uri">An absolute URI without a fragment.</param>
    public string? Find(Uri uri)
    {
        if (resolve is null)
        {
            return null;
        }

        _texts ??= new(StringComparer.Ordinal);
        if (!_texts.TryGetValue(uri.AbsoluteUri, out string? text))
        {
            _texts.Add(uri.AbsoluteUri, text = resolve(uri));
        }

        return text;
    }
}
