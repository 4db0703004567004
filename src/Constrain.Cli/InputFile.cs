// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Cli;

/// <summary>Reads the files that a command line names. "-" is standard input.</summary>
internal static class InputFile
{
    /// <summary>Bytes; more is a mistake (a device, a disk image), not a schema or a document.</summary>
    private const int MaxBytes = 256 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>How the file is called in messages.</summary>
    public static string NameOf(string path) => path == "-" ? "(standard input)" : path;

    /// <summary>The text of a file, without a byte order mark.</summary>
    /// <exception cref="CliException">It cannot be read, or is not UTF-8 text.</exception>
    public static string ReadText(string path, CliHost host) => TextOf(ReadBytes(path, host), NameOf(path));

    /// <summary>The text that bytes are, without a byte order mark.</summary>
    /// <param name="bytes">All bytes of a file.</param>
    /// <param name="name">How the file is called in messages.</param>
    /// <exception cref="CliException">They are not UTF-8 text.</exception>
    public static string TextOf(byte[] bytes, string name)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw CliException.Input(name, "it is UTF-16 text", "save it as UTF-8");
        }

        if (bytes.AsSpan().IndexOf((byte)0) is >= 0 and int zero)
        {
            throw CliException.Input(name, $"it is no text: byte {zero} is zero", "is it the right file?");
        }

        try
        {
            int mark = HasMark(bytes) ? Utf8Mark.Length : 0;
            return Strict.GetString(bytes, mark, bytes.Length - mark);
        }
        catch (DecoderFallbackException e)
        {
            throw CliException.Input(name, "it is not UTF-8 text", "is it the right file? Otherwise save it as UTF-8", e);
        }
    }

    /// <summary>The text of a schema.</summary>
    /// <exception cref="CliException">It cannot be read, is not UTF-8 text, or is blank.</exception>
    public static string ReadSchema(string path, CliHost host)
    {
        string text = ReadText(path, host);
        return string.IsNullOrWhiteSpace(text)
            ? throw CliException.Input(NameOf(path), "it is empty", "a schema is a JSON object, true or false")
            : text;
    }

    /// <summary>Whether bytes begin with a byte order mark of UTF-8, which some editors write and no JSON has.</summary>
    public static bool HasMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Utf8Mark);

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static byte[] ReadBytes(string path, CliHost host)
    {
        try
        {
            using Stream stream = Open(path, host);
            return ReadAll(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="CliException">There is no such file, or it may not be read.</exception>
    public static Stream Open(string path, CliHost host)
    {
        if (path == "-")
        {
            return host.OpenInput();
        }

        if (path.Length == 0)
        {
            throw CliException.Usage("a file name is empty", "is a variable of the shell not set?");
        }

        if (Directory.Exists(path))
        {
            throw CliException.Input(path, "it is a folder", "name a file in it");
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private static byte[] ReadAll(Stream stream, string path)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        for (int n; (n = stream.Read(buffer)) > 0;)
        {
            if (all.Length + n > MaxBytes)
            {
                throw CliException.Input(NameOf(path), $"it has more than {MaxBytes / 1024 / 1024} MiB", "is it the right file?");
            }

            all.Write(buffer, 0, n);
        }

        return all.ToArray();
    }

    private static CliException Unreadable(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => CliException.Input(
            path, "there is no such file", $"paths are relative to {Directory.GetCurrentDirectory()}", e),
        UnauthorizedAccessException => CliException.Input(path, "it may not be read", "check its permissions", e),
        _ => CliException.Input(NameOf(path), "it cannot be read: " + e.Message, "check the path", e),
    };
}
