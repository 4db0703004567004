// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Cli.Tokens;

namespace Constrain.Cli.Tests.Tokens;

public class FixedBytesLaws
{
    [Theory]
    [InlineData("""{"const":{"a":null}}""", """{"a":null}""", "##########")]
    [InlineData("""{"type":"boolean"}""", "true", ".###")]
    [InlineData("""{"enum":["left","lower"]}""", "\"left\"", "##.###")]
    [InlineData("""{"enum":["le","left"]}""", "\"left\"", "###.##")]
    [InlineData("""{"type":"string","maxLength":1}""", "\"a\"", "#.#")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":19}""", "17", "..")]
    [InlineData("""{"type":"array","items":{"type":"integer","const":1},"minItems":2,"maxItems":2}""", "[1,1]", "#####")]
    [InlineData("""{"enum":[1,15]}""", "15", "#.")]
    public void Bytes_WithoutAChoice_AreFixed(string schema, string text, string expected) =>
        Assert.Equal(expected, string.Concat(FixedBytes.Of(Compact(schema), Encoding.UTF8.GetBytes(text)).Select(isFixed => isFixed ? '#' : '.')));

    /// <summary>The slow way: try each of the 256 bytes in the place of each byte, and the end of the text.</summary>
    [Theory]
    [MemberData(nameof(ExampleSchemas.All), MemberType = typeof(ExampleSchemas))]
    public void FixedBytes_AreThoseWithoutAlternative(string file)
    {
        string schema = ExampleSchemas.Read(file);
        Constraint compact = Compact(schema), yaml = Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Yaml = new YamlOptions() });
        byte[] text = new InstanceSampler(compact, ["some", "words"], seed: 3).Next();

        CheckEachByte(compact, text);
        CheckEachByte(yaml, Encoding.UTF8.GetBytes(YamlText.FromJson(Encoding.UTF8.GetString(text))));
    }

    private static void CheckEachByte(Constraint constraint, byte[] text)
    {
        bool[] isFixed = FixedBytes.Of(constraint, text);

        Assert.Equal(text.Length, isFixed.Length);

        // Some 80 places of a long text are enough: each is tried in 256 ways.
        for (int i = 0; i < text.Length; i += 1 + (text.Length / 80))
        {
            byte[] begun = [.. text[..i], 0];
            int possible = constraint.Check(text.AsSpan(0, i)).IsAccepted ? 1 : 0;
            for (int value = 0; value < 256; value++)
            {
                begun[i] = (byte)value;
                TextCheck check = constraint.Check(begun);
                possible += check.IsAccepted || check.Offset > i ? 1 : 0;
            }

            Assert.True(isFixed[i] == (possible == 1), $"byte {i} of {Encoding.UTF8.GetString(text)}: {possible} ways to go on");
        }
    }

    private static Constraint Compact(string schema) => Constraint.FromJsonSchema(schema, new JsonSchemaOptions { Whitespace = JsonWhitespace.Compact });
}
