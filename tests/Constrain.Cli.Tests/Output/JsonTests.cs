// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.Cli.Output;

namespace Constrain.Cli.Tests.Output;

public class JsonTests
{
    [Theory]
    [InlineData("Zürich ပုဂံ 🙂 <&'+>", "Zürich ပုဂံ 🙂 <&'+>")]
    [InlineData("\"\\\n\t\0\u001b\u007f\u0085", "\\\"\\\\\\n\\t\\u0000\\u001B\\u007F\\u0085")]
    public void Text_IsReadable(string text, string written) =>
        Assert.Equal($"{{\"t\":\"{written}\"}}", Json.Line(writer => writer.Text("t", text)));

    [Fact]
    public void EveryCharacter_ReadsBackAsItself()
    {
        string all = string.Concat(Enumerable.Range(0, 0x11000).Where(c => c is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32));

        string line = Json.Line(writer => writer.Text("t", all));

        Assert.Equal(all, JsonDocument.Parse(line).RootElement.GetProperty("t").GetString());
    }

    [Fact]
    public void HalfASurrogatePair_IsReplaced() => Assert.Equal("{\"t\":\"a\ufffdb\"}", Json.Line(writer => writer.Text("t", "a\ud800b")));

    [Fact]
    public void MissingText_IsNull() => Assert.Equal("{\"t\":null}", Json.Line(writer => writer.Text("t", null)));

    [Fact]
    public void DeepDocument_IsWrittenAgain()
    {
        string deep = new string('[', 2000) + new string(']', 2000);

        using JsonDocument document = Json.TryParse(deep)!;

        Assert.Equal($"{{\"d\":{deep}}}", Json.Line(writer =>
        {
            writer.WritePropertyName("d");
            document.RootElement.WriteTo(writer);
        }));
    }
}
