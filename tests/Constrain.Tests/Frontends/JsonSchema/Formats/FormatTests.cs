// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Frontends.JsonSchema;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>Each format by examples: what is written, what is only accepted, and what is neither.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("date", "2024-02-29", "0001-01-01", "9999-12-31", "2000-02-29", "0004-02-29")]
    [InlineData("time", "00:00:00Z", "23:59:59.123456789+14:00", "12:00:00-13:59")]
    [InlineData("date-time", "1985-04-12T23:20:50.52Z", "1996-12-19T16:39:57-08:00")]
    [InlineData("duration", "P4DT12H30M5S", "P2W", "PT36H", "P1M")]
    [InlineData("ipv4", "0.0.0.0", "255.255.255.255")]
    [InlineData("ip-address", "10.0.0.1")]
    [InlineData("ipv6", "::", "::1", "2001:db8::7", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.33", "1::3:4:5:6:7:8")]
    [InlineData("email", "joe.bloggs@example.com", "a+b=c@x-y.example")]
    [InlineData("uri", "urn:isbn:0451450523", "http://a/b/c/d;p?q#s", "ldap://[2001:db8::7]/c=GB?objectClass?one", "a:")]
    [InlineData("uri-reference", "", "g;x=1/../y", "//g", "?y", "#s", "g:h", "a@b", "./a:b")]
    [InlineData("iri", "http://r\u00E9sum\u00E9.example.org/?q=\uE000#\u03C0")]
    [InlineData("iri-reference", "/\u03C0", "\U0001F600", "")]
    [InlineData("uri-template", "", "{+path}/here{?x,y*}", "O{undef:3}X", "%20{a.b}", "\u00E9{%41b}")]
    [InlineData("json-pointer", "", "/", "/foo/0", "/a~1b", "/m~0n", "/\u03C0", "/ ")]
    [InlineData("relative-json-pointer", "0", "1/0", "2/highly/nested/objects", "0#", "10#")]
    [InlineData("uuid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")]
    [InlineData("byte", "", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy", "+/+/")]
    [InlineData("binary", "", "\u0000\u03C0")]
    [InlineData("password", "", "correct horse")]
    [InlineData("char", "a", "\U0001F600")]
    [InlineData("hostname", "a", "www.example.com", "1.2.3.4", "a--b.c-d", "X")]
    [InlineData("host-name", "localhost")]
    [InlineData("idn-hostname", "example.com", "\u5B9F\u4F8B.com", "\u00FC1")]
    [InlineData("idn-email", "\u5B9F\u4F8B@\u5B9F\u4F8B.com", "a.b@c.de")]
    public void Text_ThatIsWritten_IsAcceptedEverywhere(string format, params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.True(IsWritten(format, Quote(text)), $"{format}: {text} is not written");
            Assert.True(IsAccepted(format, Quote(text)), $"{format}: {text} is not accepted");
        }
    }

    [Theory]
    [InlineData("date", "0000-01-01", "0000-02-29")]
    [InlineData("time", "00:00:00z", "12:00:00+23:59", "23:59:60Z", "23:59:60-00:00", "00:00:60+00:01", "23:58:60-00:01", "22:00:00.1234567890Z", "15:59:60.5-08:00")]
    [InlineData("date-time", "1990-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00", "1985-04-12t23:20:50z")]
    [InlineData("email", "\"joe bloggs\"@example.com", "joe@localhost", "joe@[127.0.0.1]", "joe@[IPv6:::1]", "joe@[ipv6:::1]", "\"\"@a", "\"\\\"\"@a")]
    [InlineData("uri-template", "{=var}", "{|a}")]
    [InlineData("byte", "Zh==", "Zm9=")]
    [InlineData("hostname", "xn--9n2bp8q.xn--9t4b11yi5a", "XN--9N2BP8Q", "ab--c")]
    [InlineData("idn-hostname", "xn--9n2bp8q", "a\u3002b", "l\u00B7l", "\u05D0\u05F3\u05D1", "\u0628\u064A\u200C\u0628\u064A", "\u0915\u094D\u200D\u0937", "\u0915\u093C", "\u00FC-1")]
    [InlineData("idn-email", "\"\u00E9 \"@a.b", "a@cafe\u0301.com", "a@[127.0.0.1]")]
    public void Text_ThatIsOnlyAccepted_IsNotWritten(string format, params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.False(IsWritten(format, Quote(text)), $"{format}: {text} is written");
            Assert.True(IsAccepted(format, Quote(text)), $"{format}: {text} is not accepted");
        }
    }

    [Theory]
    [InlineData("date", "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "24-01-01", "2024-1-01")]
    [InlineData("time", "24:00:00Z", "12:60:00Z", "12:00:61Z", "12:00:00", "12:00Z", "12:00:00+24:00", "22:59:60Z", "23:59:60+00:01", "12:00:00.Z", "00:00:60+00:02")]
    [InlineData("date-time", "2024-02-30T00:00:00Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00", "1990-12-31T23:58:60Z")]
    [InlineData("duration", "P", "PT", "P1YT", "P1Y2W", "PT1.5S", "-P1D", "P1H")]
    [InlineData("ipv4", "256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.5")]
    [InlineData("ipv6", "1:2:3:4:5:6:7", "::1::", "12345::", "::1.2.3.256", "fe80::1%en0", "1:2:3:4:5:6:7:8::")]
    [InlineData("email", "joe", "@a.b", ".a@b.c", "a..b@c.d", "a@b_c.d", "a@-b.c", "a@[1.2.3]", "a@b.c.", "a b@c.d")]
    [InlineData("uri", "//g", "", "abc", "1a:b", "http://a b", "http://[::1", "http://a:b", "a:%zz", "http://\u00E9/")]
    [InlineData("uri-reference", "1:b", "a b", "%", "\\a", "/[::1]", "\u00E9")]
    [InlineData("iri", "\u00E9", "http://\uE000/", "http://a/\u0080", "http://a/\uFFFF", "http://a/\u007F")]
    [InlineData("iri-reference", "a\u00A0b c", "\u0085", "#\uE000", "\u007F")]
    [InlineData("uri-template", "{", "}", "{}", "{a", "{a,}", "{a:0}", "{a:10000}", "{a*:1}", "{.}", "a b", "%4", "{a..b}", "{a.}", "<")]
    [InlineData("json-pointer", "a", "/~", "/~2", "#", "#/a")]
    [InlineData("relative-json-pointer", "", "01", "-1", "/a", "0##", "1#/a", "0a", "0/~")]
    [InlineData("uuid", "f81d4fae7dec11d0a76500a0c91e6bf6", "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg")]
    [InlineData("byte", "Z", "Zg", "Zg=", "Zm8", "Zg==Zg==", "Zm9-", "Zm 9v", "Zm9v\n", "====")]
    [InlineData("char", "", "ab")]
    [InlineData("hostname", "", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "\u00E9", "xn--a", "xn--", "a.xn--x")]
    [InlineData("idn-hostname", "", "a.", "\u3002a", "cafe\u0301", "\u0301a", "\u00C9", "l\u00B7a", "a\u05D0", "0.\u05D0", "ab--c", "\u2603", "\u05F3\u05D0", "a\u200Db")]
    [InlineData("idn-email", "\u00E9", "a@\u00C9", "\u00E9@", "a@b\u3002c", "a b@c")]
    public void Text_OfNoSuchForm_IsRejected(string format, params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.False(IsWritten(format, Quote(text)), $"{format}: {text} is written");
            Assert.False(IsAccepted(format, Quote(text)), $"{format}: {text} is accepted");
        }
    }

    [Theory]
    [InlineData("int8", "-128", "127", "-129", "128")]
    [InlineData("int16", "-32768", "32767", "-32769", "32768")]
    [InlineData("int32", "-2147483648", "2147483647", "-2147483649", "2147483648")]
    [InlineData("int64", "-9223372036854775808", "9223372036854775807", "-9223372036854775809", "9223372036854775808")]
    [InlineData("uint8", "0", "255", "-1", "256")]
    [InlineData("uint16", "0", "65535", "-1", "65536")]
    [InlineData("uint32", "0", "4294967295", "-1", "4294967296")]
    [InlineData("uint64", "0", "18446744073709551615", "-1", "18446744073709551616")]
    [InlineData("double-int", "-9007199254740991", "9007199254740991", "-9007199254740992", "9007199254740992")]
    [InlineData("float", "-3.4e38", "3.4e38", "-3.5e38", "3.5e38")]
    [InlineData("double", "-1.7e308", "1.7e308", "-1.8e308", "1.8e308")]
    public void Number_IsInItsRange(string format, string least, string greatest, string below, string above)
    {
        Assert.All([least, greatest, "1"], number => Assert.True(IsWritten(format, number) && IsAccepted(format, number), number));
        Assert.All([below, above], number => Assert.False(IsWritten(format, number) || IsAccepted(format, number), number));
        Assert.Equal(format is "float" or "double", IsWritten(format, "1.5"));
        Assert.Equal(format is "float" or "double", IsAccepted(format, "1.5"));
    }

    [Theory]
    [InlineData("int32")]
    [InlineData("float")]
    [InlineData("utc-millisec")]
    [InlineData("date")]
    public void Format_OfOtherTypes_SaysNothing(string format)
    {
        string[] values = ["null", "true", "[]", "{}", format == "date" ? "1.5" : "\"x\""];
        Assert.All(values, value => Assert.True(IsAccepted(format, value) && IsWritten(format, value), value));
    }

    [Fact]
    public void Integer_WithAPoint_IsAcceptedButNotWritten()
    {
        Assert.True(IsAccepted("int32", "1.0"));
        Assert.False(IsWritten("int32", "1.0"));
    }

    [Fact]
    public void UnknownFormat_IsRefused_UnlessIgnored()
    {
        const string Schema = """{"type":"string","format":"shoe-size"}""";
        GrammarException refusal = Assert.Throws<GrammarException>(() => Constraint.FromJsonSchema(Schema));
        Assert.Equal(GrammarError.Unsupported, refusal.Error);
        Assert.Contains("shoe-size", refusal.Message, StringComparison.Ordinal);

        var ignoring = new JsonSchemaOptions { UnknownFormats = UnknownFormats.Ignore };
        Assert.True(Constraint.FromJsonSchema(Schema, ignoring).Check("\"44\"").IsAccepted);
        Assert.False(Constraint.FromJsonSchema("""{"type":"string","format":"date"}""", ignoring).Check("\"44\"").IsAccepted);
    }

    private static bool IsWritten(string format, string json) => Check(format, json, new JsonSchemaOptions());

    private static bool IsAccepted(string format, string json) => Check(format, json, JsonSchemaOptions.ForChecking);

    private static bool Check(string format, string json, JsonSchemaOptions options) =>
        Constraint.FromJsonSchema($$"""{"format":"{{format}}"}""", options).Check(json).IsAccepted;

    private static string Quote(string text) => '"' + Encoding.UTF8.GetString(JsonStringEncoding.Canonical(text)) + '"';
}
