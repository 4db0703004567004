// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using System.Text;

namespace Constrain.Tests.Texts;

/// <summary>YAML as it is written, and what YAML says.</summary>
public sealed class YamlTextTests
{
    private const string Deployment = """
        {"kind":"Deployment","metadata":{"name":"web","labels":{}},"spec":{"replicas":3,"containers":[{"image":"nginx:1.25","ports":[80,443],"env":[]},{"image":"x y","args":["-c","echo \"hi\"\nexit 1\n"]}]}}
        """;

    [Fact]
    public void FromJson_Collections_AreBlocks_AndEmptyOnesFlow() => Assert.Equal(
        """
        kind: Deployment
        metadata:
          name: web
          labels: {}
        spec:
          replicas: 3
          containers:
            - image: nginx:1.25
              ports:
                - 80
                - 443
              env: []
            - image: x y
              args:
                - -c
                - |
                  echo "hi"
                  exit 1

        """.ReplaceLineEndings("\n"),
        YamlText.FromJson(Deployment));

    [Fact]
    public void FromJson_WithOptions_IndentsAsTheySay() => Assert.Equal(
        """
        ---
        "kind": "Deployment"
        "metadata":
            "name": "web"
            "labels": {}
        "spec":
            "replicas": 3
            "containers":
            - "image": "nginx:1.25"
              "ports":
              - 80
              - 443
              "env": []
            - "image": "x y"
              "args":
              - "-c"
              - "echo \"hi\"\nexit 1\n"

        """.ReplaceLineEndings("\n"),
        YamlText.FromJson(Deployment, new YamlOptions { Indent = 4, IndentSequences = false, ScalarStyles = YamlScalarStyles.DoubleQuoted, DocumentStart = true }));

    [Theory]
    [InlineData("null", "null\n")]
    [InlineData(" true ", "true\n")]
    [InlineData("{}", "{}\n")]
    [InlineData("[]", "[]\n")]
    [InlineData("[[],{}]", "- []\n- {}\n")]
    [InlineData("[[1,[2]],{\"a\":{\"b\":1}}]", "- - 1\n  - - 2\n- a:\n    b: 1\n")]
    [InlineData("\"a\\nb\"", "|-\n  a\n  b\n")]
    [InlineData("\"a\\n\\nb\\n\"", "|\n  a\n\n  b\n")]
    [InlineData("{\"a\":[\"x\\ny\"],\"b\":\"x\\ny\"}", "a:\n  - |-\n    x\n    y\nb: |-\n  x\n  y\n")]
    [InlineData("\"no\"", "\"no\"\n")]
    [InlineData("\"say \\\"hi\\\"\"", "say \"hi\"\n")]
    [InlineData("\"\\\"hi\\\"\"", "'\"hi\"'\n")]
    [InlineData("\"'\\\"\"", "\"'\\\"\"\n")]
    [InlineData("\"it's: \\\"x\\\"\"", "'it''s: \"x\"'\n")]
    [InlineData("\"\\u0000\\u0085\\u2028\\ufeff\\u001b\\/\"", "\"\\u0000\\u0085\\u2028\\ufeff\\u001b/\"\n")]
    [InlineData("\"\\ud83d\\ude00\"", "\ud83d\ude00\n")]
    [InlineData("{\"no\":1,\"a:b\":2,\"\":3,\"say \\\"hi\\\"\":4}", "\"no\": 1\n\"a:b\": 2\n\"\": 3\nsay \"hi\": 4\n")]
    [InlineData("1e5", "1.0e+5\n")]
    [InlineData("-1E300", "-1.0e+300\n")]
    [InlineData("12.50E-07", "1.25e-6\n")]
    [InlineData("0.00120e05", "1.2e+2\n")]
    [InlineData("-100E-2", "-1.0e+0\n")]
    [InlineData("-0.00e7", "-0.0e+0\n")]
    [InlineData("7e-0", "7.0e+0\n")]
    [InlineData("12E-99999999999999999999", "12.0e-99999999999999999999\n")]
    [InlineData("1234.5", "1234.5\n")]
    [InlineData("0.10", "0.10\n")]
    public void FromJson_Value_IsWrittenSo(string json, string yaml) => Assert.Equal(yaml, YamlText.FromJson(json));

    [Fact]
    public void FromJson_ForAStream_BeginsWithItsMark() => Assert.Equal("---\n- 1\n", YamlText.FromJson("[1]", new YamlOptions { IsStream = true }));

    [Theory]
    [InlineData("a: 1\nb: [x, {y: z}, \"q\"]\n", "{\"a\":1,\"b\":[\"x\",{\"y\":\"z\"},\"q\"]}")]
    [InlineData("\uFEFFa: 1\r\nb: 2\r\n", "{\"a\":1,\"b\":2}")]
    [InlineData("# only\n--- # a\n~\n...\n", "null")]
    [InlineData("- ~\n- null\n- Null\n- NULL\n-\n- nULL\n", "[null,null,null,null,null,\"nULL\"]")]
    [InlineData("- true\n- True\n- TRUE\n- false\n- yes\n- No\n- on\n- tRUE\n", "[true,true,true,false,\"yes\",\"No\",\"on\",\"tRUE\"]")]
    [InlineData("- 0\n- -0\n- +7\n- 007\n- -019\n- 12345678901234567890123\n", "[0,-0,7,7,-19,12345678901234567890123]")]
    [InlineData("- 0o17\n- 0x1F\n- 0xffffffffffffffffffff\n- -0x1F\n- 0b1\n- 0o8\n- 0x\n", "[15,31,1208925819614629174706175,\"-0x1F\",\"0b1\",\"0o8\",\"0x\"]")]
    [InlineData("- .5\n- -.5\n- 1.\n- 1.e3\n- +.5E+1\n- 00.50\n- 1e3\n- 1e400\n", "[0.5,-0.5,1.0,1.0e3,0.5E+1,0.50,1e3,1e400]")]
    [InlineData("- 1:30\n- 1_000\n- 2001-12-14\n- .\n- +\n- e3\n- 1e\n- 1.2.3\n- 0.5.\n- .e5\n- inf\n", "[\"1:30\",\"1_000\",\"2001-12-14\",\".\",\"+\",\"e3\",\"1e\",\"1.2.3\",\"0.5.\",\".e5\",\"inf\"]")]
    [InlineData("- !!str 1\n- ! 2\n- !!int \"3\"\n- !!float 4\n- !!bool 'true'\n- !!null ''\n- !!seq [!!map {}]\n- !<tag:yaml.org,2002:str> ~\n", "[\"1\",\"2\",3,4,true,null,[{}],\"~\"]")]
    [InlineData("- &a {x: [1, 2]}\n- *a\n- &b s\n- *b : *b\n- &c\n- *c\n", "[{\"x\":[1,2]},{\"x\":[1,2]},\"s\",{\"s\":\"s\"},null,null]")]
    [InlineData("&k key: *k\nagain: &k 1\nlast: *k\n", "{\"key\":\"key\",\"again\":1,\"last\":1}")]
    [InlineData("a: |\n  x\n   y\n\nb: >-\n  p\n  q\nc: 'it''s\n\n  x'\nd: plain\n  folded\n", "{\"a\":\"x\\n y\\n\",\"b\":\"p q\",\"c\":\"it's\\nx\",\"d\":\"plain folded\"}")]
    [InlineData("\"<<\": 1\n'1': 2\n? k\n: v\n", "{\"<<\":1,\"1\":2,\"k\":\"v\"}")]
    [InlineData("\"\\x41\\u00e9\\U0001F600\\0\\e\\_\\N\\L\\P\\/\\t\"", "\"A\u00e9\ud83d\ude00\\u0000\\u001b\u00a0\u0085\u2028\u2029/\\t\"")]
    [InlineData("%YAML 1.2\n---\na\n", "\"a\"")]
    [InlineData("{\"a\":1,\"b\":[true,null]}", "{\"a\":1,\"b\":[true,null]}")]
    public void ToJson_Text_IsReadSo(string yaml, string json) => Assert.Equal(json, YamlText.ToJson(yaml));

    [Fact]
    public void Read_Stream_GivesEachDocument()
    {
        IReadOnlyList<YamlDocument> documents = YamlText.Read("--- 1\n---\na: &x b\n...\n# between\n---\n- c\n");
        Assert.Equal(["1", "{\"a\":\"b\"}", "[\"c\"]"], documents.Select(document => document.Json));
        Assert.Equal(["line 1, column 5", "line 3, column 1", "line 7, column 1"], documents.Select(document => document.LocationOf(0).ToString()));
        Assert.Empty(YamlText.Read("# nothing\n"));
    }

    [Fact]
    public void LocationOf_Bytes_IsThatOfWhatTheyArePartOf()
    {
        const string yaml = "# é\nname: é\nlist:\n  - &a [1, {x: 2}]\n  - *a\nend: {}\n";
        YamlDocument document = Assert.Single(YamlText.Read(yaml));
        Assert.Equal("{\"name\":\"é\",\"list\":[[1,{\"x\":2}],[1,{\"x\":2}]],\"end\":{}}", document.Json);
        (string Before, int Line, int Column)[] expected =
        [
            ("", 2, 1), ("{", 2, 1), ("{\"name\"", 2, 1), ("{\"name\":", 2, 7), ("{\"name\":\"é", 2, 7),
            ("{\"name\":\"é\"", 3, 1), ("{\"name\":\"é\",\"list\":", 4, 3), ("{\"name\":\"é\",\"list\":[", 4, 5), ("{\"name\":\"é\",\"list\":[[", 4, 9),
            ("{\"name\":\"é\",\"list\":[[1", 4, 12), ("{\"name\":\"é\",\"list\":[[1,{\"x\":", 4, 16), ("{\"name\":\"é\",\"list\":[[1,{\"x\":2", 4, 17), ("{\"name\":\"é\",\"list\":[[1,{\"x\":2}", 4, 18),
            ("{\"name\":\"é\",\"list\":[[1,{\"x\":2}]", 5, 5), ("{\"name\":\"é\",\"list\":[[1,{\"x\":2}],", 5, 5), ("{\"name\":\"é\",\"list\":[[1,{\"x\":2}],[1,{\"x\":", 4, 16),
            ("{\"name\":\"é\",\"list\":[[1,{\"x\":2}],[1,{\"x\":2}]", 5, 7), ("{\"name\":\"é\",\"list\":[[1,{\"x\":2}],[1,{\"x\":2}]]", 6, 1),
            (document.Json[..^3], 6, 6), (document.Json[..^2], 6, 7), (document.Json[..^1], 6, 8), (document.Json, 6, 8),
        ];
        foreach ((string before, int line, int column) in expected)
        {
            Assert.StartsWith(before, document.Json, StringComparison.Ordinal);
            SourceLocation place = document.LocationOf(Encoding.UTF8.GetByteCount(before));
            Assert.True((line, column) == (place.Line, place.Column), $"after {before}: {place}");
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => document.LocationOf(document.Utf8Json.Length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => document.LocationOf(-1));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("[{\"a\":", "}]")]
    public void Nesting_OfAThousandLevels_ComesBack(string open, string close)
    {
        string json = string.Concat(Enumerable.Repeat(open, 1000)) + "\"no\"" + string.Concat(Enumerable.Repeat(close, 1000));
        Assert.Equal(json, YamlText.ToJson(YamlText.FromJson(json)));
        Assert.Equal(json, YamlText.ToJson(YamlText.FromJson(json, new YamlOptions { IndentSequences = false, Indent = 1 })));
    }

    [Fact]
    public void FromJson_NameOfTheLongestKey_IsReadBack()
    {
        string json = $"{{\"{new string('k', 1000)}\":{{\"{new string('\u2028', 160)}\":1}}}}";
        Assert.Equal(json, YamlText.ToJson(YamlText.FromJson(json)));
    }

    [Fact]
    public void ToJson_HexadecimalOfAnySize_IsExact()
    {
        string yaml = "0x" + new string('f', 10_000);
        string json = YamlText.ToJson(yaml);
        Assert.Equal(System.Numerics.BigInteger.Pow(16, 10_000) - 1, System.Numerics.BigInteger.Parse(json, CultureInfo.InvariantCulture));
        Assert.Equal("8", YamlText.ToJson("0o10"));
    }
}
