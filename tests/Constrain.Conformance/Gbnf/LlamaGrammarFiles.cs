// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Diagnostics;

namespace Constrain.Conformance.Gbnf;

/// <summary>The example grammars of llama.cpp, which come with its source in the npm package node-llama-cpp.</summary>
internal static class LlamaGrammarFiles
{
    /// <summary>The bundle of llama.cpp's source below a <c>node_modules</c> folder above this program; null where only natives are installed.</summary>
    /// <remarks>The environment variable CONSTRAIN_LLAMA_SOURCE names another bundle, or a checkout's folder of grammars.</remarks>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CONSTRAIN_LLAMA_SOURCE") is { Length: > 0 } named)
        {
            return Path.Exists(named) ? named : null;
        }

        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            foreach (string modules in (string[])["node_modules", Path.Combine("npm", "node_modules")])
            {
                string bundle = Path.Combine(above.FullName, modules, "node-llama-cpp", "llama", "gitRelease.bundle");
                if (File.Exists(bundle))
                {
                    return bundle;
                }
            }
        }

        return null;
    }

    /// <summary>Names and texts of the grammars of a folder, or of the folder <c>grammars</c> in a git bundle.</summary>
    public static IReadOnlyList<(string Name, string Text)> Read(string source)
    {
        if (Directory.Exists(source))
        {
            return [.. Directory.GetFiles(source, "*.gbnf").Order().Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))];
        }

        string clone = Directory.CreateTempSubdirectory("constrain-llama-").FullName;
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", ["clone", "--quiet", "--depth", "1", "--", Path.GetFullPath(source), clone]) { RedirectStandardError = true })!;
            string problem = git.StandardError.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? Read(Path.Combine(clone, "grammars")) : throw new InvalidDataException($"git cannot read {source}: {problem}");
        }
        finally
        {
            foreach (string file in Directory.GetFiles(clone, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(clone, recursive: true);
        }
    }
}
