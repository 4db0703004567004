// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli;

/// <summary>Finds the documents that schemas refer to in folders that stand for the beginnings of their URIs.</summary>
/// <remarks>Only files inside the folders are read, whatever a schema asks for.</remarks>
internal sealed class SchemaFolders
{
    private readonly CliHost _host;
    private readonly (string Base, string Folder)[] _folders;

    /// <summary>Reads the values of the option <c>--remotes</c>.</summary>
    /// <exception cref="CliException">One is no pair of an absolute URI and a folder that exists.</exception>
    public SchemaFolders(IEnumerable<string> remotes, CliHost host)
    {
        _host = host;
        _folders = [.. remotes.Select(Parse)];
    }

    /// <summary>The text of the document at a URI; null when no folder has it.</summary>
    public string? Resolve(Uri uri)
    {
        string address = uri.AbsoluteUri;
        foreach ((string start, string folder) in _folders)
        {
            if (address.StartsWith(start, StringComparison.Ordinal))
            {
                string file = Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(address[start.Length..])));
                if (file.StartsWith(folder, StringComparison.Ordinal) && File.Exists(file))
                {
                    return InputFile.ReadText(file, _host);
                }
            }
        }

        return null;
    }

    private static (string Base, string Folder) Parse(string remote)
    {
        int equals = remote.LastIndexOf('=');
        if (equals <= 0 || equals == remote.Length - 1 || !Uri.TryCreate(remote[..equals].TrimEnd('/') + "/", UriKind.Absolute, out Uri? start))
        {
            throw CliException.Usage($"--remotes must be BASE=FOLDER, not '{remote}'", "such as --remotes http://localhost:1234=remotes");
        }

        string folder = remote[(equals + 1)..];
        return Directory.Exists(folder)
            ? (start.AbsoluteUri, Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar)
            : throw CliException.Input(folder, "there is no such folder", $"paths are relative to {Directory.GetCurrentDirectory()}");
    }
}
