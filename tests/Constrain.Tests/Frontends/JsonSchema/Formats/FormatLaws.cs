// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using System.Text.Json;
using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>What is written in a format is of it, by the format's whole grammar and by readers that know nothing of it.</summary>
public sealed class FormatLaws
{
    private static readonly RegexBuilder Builder = new();

    private static readonly Dictionary<string, Func<string, bool>> Readers = new()
    {
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["time"] = text => DateTimeOffset.TryParse("2000-01-02T" + text, CultureInfo.InvariantCulture, out _),
        ["date-time"] = text => text[..4] is "0001" or "9999" || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        ["ipv4"] = text => IPAddress.TryParse(text, out IPAddress? address) && address.ToString() == text,
        ["ipv6"] = text => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6,
        ["uuid"] = text => Guid.TryParseExact(text, "D", out _),
        ["byte"] = text => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        ["email"] = text => MailAddress.TryCreate(text, out MailAddress? address) && address.Address == text,
        ["hostname"] = text => Uri.CheckHostName(text) != UriHostNameType.Unknown,
        ["uri-reference"] = _ => true,
        ["duration"] = _ => true,
        ["idn-email"] = _ => true,
        ["idn-hostname"] = _ => true,
        ["uri"] = _ => true,
        ["iri"] = _ => true,
        ["iri-reference"] = _ => true,
        ["uri-template"] = _ => true,
        ["json-pointer"] = _ => true,
        ["relative-json-pointer"] = text => char.IsAsciiDigit(text[0]),
        ["regex"] = _ => true,
    };

    private static readonly Dictionary<string, Constraint> Whole = Readers.Keys.ToDictionary(
        format => format, format => Constraint.FromJsonSchema($$"""{"type":"string","format":"{{format}}"}""", JsonSchemaOptions.ForChecking));

    [Property(MaxTest = 60)]
    public void WhatIsWritten_IsOfTheFormat(int seed)
    {
        var random = new Random(seed);
        foreach ((string format, Func<string, bool> reads) in Readers)
        {
            string json = '"' + Sample(JsonTerminals.Of(Builder, Spelling.Canonical).Format(format)!, random) + '"';
            string text = JsonSerializer.Deserialize<string>(json)!;
            Assert.True(Whole[format].Check(json).IsAccepted, $"{format} does not accept {json}");
            Assert.True(reads(text), $"{format}: no reader takes {json}");
        }
    }

    [Property(MaxTest = 300)]
    public void PlainULabel_FitsInALabel(int seed)
    {
        // Far apart and out of order: what takes Punycode the most digits.
        var random = new Random(seed);
        int[] label = [.. Enumerable.Range(0, 12).Select(i => random.Next(3) == 0 ? random.Next(0x80, 0x10000) : (0x80 + (i * 0xFFFF / 12)))];
        random.Shuffle(label);
        Assert.InRange("xn--".Length + Punycode.Encode(label).Length, 1, 62);
    }

    [Property(MaxTest = 300)]
    public void Punycode_IsRead(int seed)
    {
        var random = new Random(seed);
        int[] label = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(4) switch { 0 => random.Next('a', 'z'), 1 => random.Next(0x80, 0x800), _ => random.Next(0x800, 0x30000) })];
        Assert.Equal(label, Punycode.Decode(Punycode.Encode(label)));
    }

    /// <summary>A word by random steps, which after some of them go where the word ends soonest.</summary>
    private static string Sample(Regex regex, Random random)
    {
        var bytes = new List<byte>();
        int steps = random.Next(40);
        while (!(regex.IsNullable && (bytes.Count >= steps || random.Next(8) == 0)))
        {
            byte[] next = [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => !Builder.IsEmpty(Builder.Derivative(regex, b)))];
            if (next.Length == 0)
            {
                break;
            }

            byte letter = bytes.Count < steps
                ? next[random.Next(next.Length)]
                : next.MinBy(b => (Builder.MinLength(Builder.Derivative(regex, b)), random.Next()));
            bytes.Add(letter);
            regex = Builder.Derivative(regex, letter);
        }

        Assert.True(regex.IsNullable);
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
