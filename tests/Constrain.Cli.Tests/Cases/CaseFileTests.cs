// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Cli.Cases;
using Constrain.Cli.Tests.Support;

namespace Constrain.Cli.Tests.Cases;

public sealed class CaseFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Line_IsRead()
    {
        Case read = Read("""{"id":"a","kind":"regex","source":"x+","options":{"dialect":"re2"},"accept":["x","xx"],"reject":[""]}""").Case!;

        Assert.Equal(("a", CaseKind.Regex, "x+"), (read.Id, read.Kind, read.Source));
        Assert.Equal(["x", "xx"], read.Accept);
        Assert.Equal([""], read.Reject);
        Assert.EndsWith("cases.jsonl:1", read.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void BlankLines_AreSkipped_AndCounted()
    {
        const string Line = """{"id":"a","kind":"gbnf","source":"root ::= \"a\""}""";

        CaseLine[] lines = ReadAll(Line + "\r\n \t\r\n\n" + Line);

        Assert.All(lines, line => Assert.True(line.IsCase));
        Assert.Equal(["1", "4"], lines.Select(line => line.Case!.Place.Split(':')[^1]));
    }

    [Theory]
    [InlineData("""{"type": "integer"}""", """{"type": "integer"}""")]
    [InlineData("true", "true")]
    [InlineData("\"{\\\"type\\\": 1\"", "{\"type\": 1")]
    public void SchemaSource_IsJsonOrItsText(string source, string text) =>
        Assert.Equal(text, Read($$"""{"id":"a","kind":"json-schema","source":{{source}}}""").Case!.Source);

    [Fact]
    public void SchemaSource_MayBeDeep()
    {
        // How deep a schema may be is the library's to say.
        string source = new string('[', 10_000) + new string(']', 10_000);

        Assert.Equal(source, Read($$"""{"id":"a","kind":"json-schema","source":{{source}}}""").Case!.Source);
    }

    [Fact]
    public void LoneSurrogate_IsKept() =>
        Assert.Equal(["\ud800\"\\/\b\f\n\r\tA\udc00", "😀"], Read("""{"id":"a","kind":"regex","source":"a","reject":["\ud800\"\\/\b\f\n\r\t\u0041\udc00","\ud83d\ude00"]}""").Case!.Reject);

    [Theory]
    [InlineData("[]", "a case is an object")]
    [InlineData("{\"id\":\"a\"", "the line is not JSON")]
    [InlineData("{\"kind\":\"regex\",\"source\":\"a\"}", "\"id\" is missing")]
    [InlineData("{\"id\":\"a\",\"source\":\"a\"}", "\"kind\" is missing")]
    [InlineData("{\"id\":\"a\",\"kind\":\"regex\"}", "\"source\" is missing")]
    [InlineData("{\"id\":1,\"kind\":\"regex\",\"source\":\"a\"}", "\"id\" must be text")]
    [InlineData("{\"id\":\"a\",\"kind\":\"xml\",\"source\":\"a\"}", "not \"xml\"")]
    [InlineData("{\"id\":\"a\",\"kind\":\"regex\",\"source\":{}}", "\"source\" must be text")]
    [InlineData("{\"id\":\"a\",\"kind\":\"regex\",\"source\":\"a\",\"acept\":[]}", "no member \"acept\"")]
    [InlineData("{\"id\":\"a\",\"id\":\"a\",\"kind\":\"regex\",\"source\":\"a\"}", "\"id\" is given twice")]
    [InlineData("{\"id\":\"a\",\"kind\":\"regex\",\"source\":\"a\",\"options\":[]}", "\"options\" must be an object")]
    [InlineData("{\"id\":\"a\",\"kind\":\"regex\",\"source\":\"a\",\"accept\":\"a\"}", "\"accept\" must be an array")]
    [InlineData("{\"id\":\"a\",\"kind\":\"regex\",\"source\":\"a\",\"reject\":[1]}", "\"reject\" must be text")]
    public void MalformedLine_IsToldWithItsPlace(string line, string message)
    {
        CaseLine read = ReadAll("\n" + line).Single();

        Assert.False(read.IsCase);
        Assert.Contains(message, read.Malformed.Problem, StringComparison.Ordinal);
        Assert.Matches(@"cases\.jsonl:2(:\d+)?$", read.Malformed.Place!);
    }

    [Fact]
    public void LineThatIsNotUtf8_IsMalformed() =>
        Assert.Equal("the line is not UTF-8 text", ReadAll([0x22, 0xFF, 0x22]).Single().Malformed!.Problem);

    private CaseLine Read(string line) => ReadAll(line).Single();

    private CaseLine[] ReadAll(string text) => ReadAll(System.Text.Encoding.UTF8.GetBytes(text));

    private CaseLine[] ReadAll(byte[] bytes)
    {
        var host = new CliHost { OpenInput = () => Stream.Null, Out = TextWriter.Null, Error = TextWriter.Null };
        return [.. CaseFile.Read(_folder.File("cases.jsonl", bytes), host)];
    }
}
