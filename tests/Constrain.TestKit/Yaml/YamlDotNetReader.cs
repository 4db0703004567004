// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Constrain.TestKit.Yaml;

/// <summary>YamlDotNet's own deserializer into objects of unknown types, which guesses the types of what stands without quotes.</summary>
public static class YamlDotNetReader
{
    /// <summary>The name of this reader.</summary>
    public const string Name = "YamlDotNet objects";

    /// <summary>How deep collections may be nested; the default of the library is less than 1,000.</summary>
    private const int MaxDepth = 10_000;

    private static readonly IDeserializer Deserializer = new DeserializerBuilder()
        .WithAttemptingUnquotedStringTypeDeserialization().WithDuplicateKeyChecking().WithMaximumRecursion(MaxDepth).Build();

    /// <summary>Reads a stream.</summary>
    public static YamlReading Read(string text)
    {
        try
        {
            return new YamlReading(Name, [.. Documents(text)], null);
        }
        catch (Exception e) when (e is YamlException or FormatException)
        {
            return new YamlReading(Name, null, e.Message);
        }
    }

    private static IEnumerable<string> Documents(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        while (!parser.Accept<StreamEnd>(out _))
        {
            var json = new StringBuilder();
            Write(Deserializer.Deserialize<object?>(parser), json);
            yield return json.ToString();
        }
    }

    private static void Write(object? value, StringBuilder json)
    {
        switch (value)
        {
            case null:
                json.Append("null");
                break;
            case string text:
                json.Append(JsonSerializer.Serialize(text));
                break;
            case bool truth:
                json.Append(truth ? "true" : "false");
                break;
            case float or double when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                throw new FormatException($"not a JSON value: {value}");
            case byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal:
                json.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case List<object?> items:
                json.Append('[');
                foreach ((int i, object? item) in items.Index())
                {
                    json.Append(i == 0 ? string.Empty : ",");
                    Write(item, json);
                }

                json.Append(']');
                break;
            case Dictionary<object, object?> members:
                json.Append('{');
                foreach ((int i, (object key, object? member)) in members.Index())
                {
                    json.Append(i == 0 ? string.Empty : ",");
                    json.Append(JsonSerializer.Serialize(key as string ?? throw new FormatException($"the key {key.GetType().Name} {key}"))).Append(':');
                    Write(member, json);
                }

                json.Append('}');
                break;
            default:
                throw new FormatException($"not a JSON value: {value.GetType().Name} {value}");
        }
    }
}
