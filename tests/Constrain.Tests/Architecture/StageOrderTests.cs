// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Constrain.Tests.Architecture;

/// <summary>The order of the stages: each knows only what stands above it, and only the public face is public.</summary>
public class StageOrderTests
{
    // Data flows downwards. Frontends and Automata are siblings: a front end makes a grammar and the automaton runs any.
    private static readonly string[] Stages =
        ["Diagnostics", "Vocabularies", "Regexes", "Grammars", "Conversion", "Frontends", "Automata", "Masks", "Matching", "Sampling", "Texts", "Typed"];

    private static readonly string[] Unmanaged = ["DllImport", "LibraryImport"];

    // A model, a file and a screen are for the projects around the engine.
    private static readonly string[] Outside =
    [
        "System.Console", "System.Diagnostics.Process", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.File", "System.IO.FileInfo",
        "System.IO.FileStream", "System.IO.Path", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket",
    ];

    public static TheoryData<string> StagesThatExist => [.. Stages.Where(stage => Directory.Exists(Path.Combine(Source, stage)))];

    // Not by the path of this file: a build for release writes other paths into the assembly.
    private static string Source { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    [Fact]
    public void Folders_AreAllStages()
    {
        string[] folders = [.. Directory.GetDirectories(Source).Select(f => Path.GetFileName(f)!).Where(f => f is not ("bin" or "obj"))];

        Assert.Empty(folders.Except(Stages));
        Assert.Contains("Regexes", folders);
    }

    [Theory]
    [MemberData(nameof(StagesThatExist))]
    public void Stage_MentionsOnlyStagesAboveIt(string stage)
    {
        string[] files = Directory.GetFiles(Path.Combine(Source, stage), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);

        // Whole names, and names cut short as the namespace of the file allows: Masks.MaskCache in Constrain.Regexes.
        string below = string.Join('|', Stages.Where(other => !MayUse(stage, other)).DefaultIfEmpty("(?!)"));
        var mention = new Regex($@"(?<![\w.])({below})\.[A-Z]|Constrain\.({below})\b");
        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            Assert.Matches(new Regex($@"namespace Constrain\.{stage}(\.\w+)*;"), text);
            Assert.False(mention.IsMatch(text), $"{Path.GetRelativePath(Source, file)}: {mention.Match(text).Value} is not above {stage}");
        }
    }

    [Fact]
    public void PublicTypes_LiveInTheRootNamespace() =>
        Assert.All(typeof(Matcher).Assembly.GetTypes().Where(t => t.IsVisible), t => Assert.Equal("Constrain", t.Namespace));

    [Fact]
    public void RootNamespace_IsThatOfTheRootFolder()
    {
        foreach (string file in Directory.GetFiles(Source, "*.cs"))
        {
            Assert.Contains("\nnamespace Constrain;", File.ReadAllText(file).ReplaceLineEndings("\n"));
        }
    }

    [Fact]
    public void Engine_ReachesNoFileNoScreenAndNoNativeCode()
    {
        using var image = new PEReader(File.OpenRead(typeof(Matcher).Assembly.Location));
        MetadataReader metadata = image.GetMetadataReader();
        string[] used = [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}")];

        Assert.Contains("System.Object", used);
        Assert.Empty(used.Intersect(Outside));
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition))
        {
            Assert.False(method.Attributes.HasFlag(MethodAttributes.PinvokeImpl), $"{metadata.GetString(method.Name)} is native");
        }

        Assert.All(Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories), file => Assert.DoesNotContain(Unmanaged, File.ReadAllText(file).Contains));
    }

    private static bool MayUse(string stage, string other) =>
        Array.IndexOf(Stages, other) <= Array.IndexOf(Stages, stage) && !(stage == "Automata" && other == "Frontends");

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "src", "Constrain", "Constrain.csproj")))
        {
            folder = folder.Parent;
        }

        Assert.True(folder is not null, "the tests run outside of the repository: there is no source above them");
        return Path.Combine(folder.FullName, "src", "Constrain");
    }
}
