// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit;

/// <summary>The official JSON Schema test suite, <see cref="SharedArchives.OfficialSuite"/>.</summary>
public static class OfficialSuite
{
    /// <summary>Where the suite's schemas expect its folder <c>remotes</c> to be.</summary>
    public const string Server = "http://localhost:1234/";

    private const string Folder = "remotes/";

    /// <summary>The documents that the suite's schemas refer to, by their URIs.</summary>
    /// <param name="files">The files of the suite.</param>
    public static IReadOnlyDictionary<string, string> Remotes(IReadOnlyList<(string Path, string Text)> files) => files
        .Where(f => f.Path.Contains(Folder, StringComparison.Ordinal) && !f.Path.Contains("tests/", StringComparison.Ordinal))
        .ToDictionary(f => Server + f.Path[(f.Path.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..], f => f.Text, StringComparer.Ordinal);

    /// <summary>The same as a resolver.</summary>
    /// <param name="files">The files of the suite.</param>
    public static Func<Uri, string?> Documents(IReadOnlyList<(string Path, string Text)> files)
    {
        IReadOnlyDictionary<string, string> remotes = Remotes(files);
        return uri => remotes.GetValueOrDefault(uri.AbsoluteUri);
    }
}
