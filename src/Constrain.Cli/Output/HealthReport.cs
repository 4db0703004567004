// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Constrain.LlamaCpp;

namespace Constrain.Cli.Output;

/// <summary>What <c>constrain doctor</c> finds.</summary>
internal sealed class HealthReport
{
    private LlamaRuntime? _library;
    private IReadOnlyList<NativeLibraryProbe> _probes = [];
    private string? _libraryError;
    private string _modelPath = "";
    private string? _model;
    private string? _modelError;

    private HealthReport()
    {
    }

    public ExitCode ExitCode =>
        _library is null ? ExitCode.NoNativeLibrary : _model is null ? ExitCode.ModelNotLoaded : ExitCode.Ok;

    /// <summary>The version of the tool.</summary>
    public static string Version =>
        typeof(HealthReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Looks for the library, loads it, and loads the embedded model with it.</summary>
    public static HealthReport Examine(CliHost host)
    {
        var report = new HealthReport { _modelPath = host.EmbeddedModel };
        try
        {
            report._library = LlamaRuntime.Load();
            report._probes = report._library.Probes;
        }
        catch (NativeLibraryException e)
        {
            report._probes = e.Probes;
            report._libraryError = e.Message;
            report._modelError = File.Exists(host.EmbeddedModel) ? "there is no library to load it with" : "the file is missing";
            return report;
        }

        try
        {
            using LlamaModel model = LlamaModel.Load(host.EmbeddedModel, cancellationToken: host.Cancellation);
            report._model = FormattableString.Invariant(
                $"{model.Description}, {model.VocabularySize} tokens, {model.SizeInBytes / 1e6:0.0} MB");
        }
        catch (ModelLoadException e)
        {
            report._modelError = e.Message;
        }

        return report;
    }

    /// <summary>For people.</summary>
    public void WriteText(TextWriter output)
    {
        Line(output, "constrain", Version);
        Line(output, "runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        Line(output, "system", $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors");
        Line(output, "llama.cpp", _library is null ? "NOT FOUND" : $"{_library.Version}, {_library.LibraryPath}");
        if (_library is not null)
        {
            Line(output, "cpu", string.Join(' ', _library.CpuFeatures));
            foreach (string device in _library.Devices)
            {
                Line(output, "device", device);
            }
        }

        Line(output, "model", $"{_model ?? "NOT LOADED: " + _modelError}, {_modelPath}");
        output.WriteLine();
        output.WriteLine("llama.cpp was looked for, in this order:");
        foreach (NativeLibraryProbe probe in _probes)
        {
            output.WriteLine($"  {probe.Source,-19} {probe.Location}");
            output.WriteLine($"  {"",-19}   {probe.Detail.ReplaceLineEndings(" ")}");
        }

        if (_library is null)
        {
            output.WriteLine();
            output.WriteLine(_probes.Count == 0 ? _libraryError : _libraryError![(_libraryError!.LastIndexOf('\n') + 1)..]);
        }
    }

    /// <summary>For programs: one object in one line.</summary>
    public void WriteJson(TextWriter output) => output.WriteLine(Json.Line(writer =>
    {
        writer.Text("version", Version);
        writer.Text("runtime", RuntimeInformation.FrameworkDescription);
        writer.Text("runtimeIdentifier", RuntimeInformation.RuntimeIdentifier);
        writer.Text("os", RuntimeInformation.OSDescription);
        writer.WriteNumber("processors", Environment.ProcessorCount);
        WriteLibrary(writer);
        writer.WriteStartArray("probes");
        foreach (NativeLibraryProbe probe in _probes)
        {
            writer.WriteStartObject();
            writer.Text("source", probe.Source.ToString());
            writer.Text("location", probe.Location);
            writer.Text("libraryPath", probe.LibraryPath);
            writer.Text("detail", probe.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("model");
        writer.Text("path", _modelPath);
        writer.Text("description", _model);
        writer.Text("error", _modelError);
        writer.WriteEndObject();
    }));

    private void WriteLibrary(Utf8JsonWriter writer)
    {
        if (_library is null)
        {
            writer.WriteNull("library");
            return;
        }

        writer.WriteStartObject("library");
        writer.Text("path", _library.LibraryPath);
        writer.Text("version", _library.Version);
        writer.Text("systemInfo", _library.SystemInfo);
        foreach ((string name, IReadOnlyList<string> texts) in new[] { ("cpuFeatures", _library.CpuFeatures), ("devices", _library.Devices) })
        {
            writer.WriteStartArray(name);
            foreach (string text in texts)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Line(TextWriter output, string name, string value) => output.WriteLine($"{name,-11} {value}");
}
