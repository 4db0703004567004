// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json;
using Constrain.TestKit.MaskBench;

namespace Constrain.Tests.MaskBench;

/// <summary>What Python 3 prints for the same values.</summary>
public class PythonJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":[true,null,{}],"c":[]}""", """{"b": 1, "a": [true, null, {}], "c": []}""")]
    [InlineData("""{"a":1,"b":2,"a":3}""", """{"a": 3, "b": 2}""")]
    [InlineData("""["\u00e9\ud83d\ude00","\/","\u007f","\u2028"]""", "[\"é😀\", \"/\", \"\u007f\", \"\u2028\"]")]
    [InlineData("""["\"\\\b\f\n\r\t\u0000\u001f"]""", """["\"\\\b\f\n\r\t\u0000\u001f"]""")]
    [InlineData("[-0, 123456789012345678901234567890, -7]", "[0, 123456789012345678901234567890, -7]")]
    [InlineData("[1.0, -0.0, 1.50, 1e5, 1E400, 0.1e1]", "[1.0, -0.0, 1.5, 100000.0, Infinity, 1.0]")]
    public void Write_IsWhatPythonWrites(string text, string expected)
    {
        using var document = JsonDocument.Parse(text);

        Assert.Equal(expected, PythonJson.Write(document.RootElement));
    }

    [Theory]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(-1.25e-7, "-1.25e-07")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(0.1, "0.1")]
    [InlineData(100.5, "100.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Repr_IsPythons(double value, string expected) => Assert.Equal(expected, PythonJson.Repr(value));
}
