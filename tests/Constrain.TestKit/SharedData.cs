// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit;

/// <summary>Finds the data that lies beside a checkout, in <c>shared/data</c> beside the repository or above it.</summary>
public static class SharedData
{
    /// <summary>The full path of a file or folder in the shared data; null when it is not there.</summary>
    /// <param name="relative">The path inside <c>shared/data</c>, with forward slashes.</param>
    public static string? Find(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data", relative);
            if (Path.Exists(path))
                return path;
        }

        return null;
    }
}
