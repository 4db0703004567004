// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Constrain.TestKit.Yaml;

/// <summary>YamlDotNet's events, read as JSON by the core schema of YAML 1.2.2, section 10.3.2. Numbers that are written as in JSON keep their digits.</summary>
public static partial class CoreSchemaReader
{
    /// <summary>The name of this reader.</summary>
    public const string Name = "YamlDotNet events";

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
            parser.Consume<DocumentStart>();
            var json = new StringBuilder();
            Write(parser, json);
            parser.Consume<DocumentEnd>();
            yield return json.ToString();
        }
    }

    private static void Write(Parser parser, StringBuilder json)
    {
        if (parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
        {
            throw new FormatException("an anchor or a tag");
        }

        ParsingEvent begin = parser.Consume<ParsingEvent>();
        switch (begin)
        {
            case Scalar scalar:
                json.Append(scalar.Style == ScalarStyle.Plain ? Resolve(scalar.Value) : JsonSerializer.Serialize(scalar.Value));
                break;
            case SequenceStart:
                json.Append('[');
                for (bool first = true; parser.Current is not SequenceEnd; first = false)
                {
                    json.Append(first ? string.Empty : ",");
                    Write(parser, json);
                }

                parser.MoveNext();
                json.Append(']');
                break;
            case MappingStart:
                WriteMembers(parser, json);
                break;
            default:
                throw new FormatException($"no value: {begin}");
        }
    }

    private static void WriteMembers(Parser parser, StringBuilder json)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        json.Append('{');
        for (bool first = true; parser.Current is not MappingEnd; first = false)
        {
            json.Append(first ? string.Empty : ",");
            int at = json.Length;
            Write(parser, json);
            string name = json.ToString(at, json.Length - at);
            if (name[0] != '"')
            {
                throw new FormatException($"a key that is no string: {name}");
            }

            if (!names.Add(name))
            {
                throw new FormatException($"the key twice: {name}");
            }

            json.Append(':');
            Write(parser, json);
        }

        parser.MoveNext();
        json.Append('}');
    }

    private static string Resolve(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => "null",
        "true" or "True" or "TRUE" => "true",
        "false" or "False" or "FALSE" => "false",
        _ when JsonNumber().IsMatch(plain) => plain,
        _ when Decimal().IsMatch(plain) => BigInteger.Parse(plain).ToString(),
        _ when Octal().IsMatch(plain) => plain[2..].Aggregate(BigInteger.Zero, (n, digit) => (n * 8) + digit - '0').ToString(),
        _ when Hexadecimal().IsMatch(plain) => BigInteger.Parse("0" + plain[2..], System.Globalization.NumberStyles.HexNumber).ToString(),
        _ when Float().IsMatch(plain) => double.Parse(plain).ToString("R"),
        _ when NotFinite().IsMatch(plain) => throw new FormatException($"not a JSON value: {plain}"),
        _ => JsonSerializer.Serialize(plain),
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex NotFinite();
}
