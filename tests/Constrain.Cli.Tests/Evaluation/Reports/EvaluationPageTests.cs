// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Constrain.Cli.Evaluation;
using Constrain.Cli.Evaluation.Reports.Html;
using FsCheck.Xunit;

namespace Constrain.Cli.Tests.Evaluation.Reports;

public class EvaluationPageTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("a.gguf")]
    [InlineData("a.gguf", "b.gguf")]
    public void ThePage_StandsAlone(params string[] models)
    {
        string page = EvaluationPage.Write(FakeEvaluation.Of(12, models));
        XDocument parsed = Parse(page);

        Assert.DoesNotContain(parsed.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(
            parsed.Descendants().Attributes(),
            attribute => attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotMatch("url\\(|@import|https?://(?!www.w3.org/2000/svg)", page);
    }

    [Fact]
    public void EveryPlot_HasANameAndItsNumbersAsText_AndEveryTableHasHeads()
    {
        XDocument page = Parse(EvaluationPage.Write(FakeEvaluation.Of(12, ["a.gguf"])));

        XElement[] plots = [.. page.Descendants(Svg + "svg")];
        Assert.Equal(8, plots.Length);
        Assert.All(plots, plot =>
        {
            Assert.Equal("img", plot.Attribute("role")!.Value);
            Assert.NotEmpty(plot.Element(Svg + "title")!.Value);
            Assert.Contains("at temperature 1.5", plot.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        });
        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(plots.SelectMany(plot => plot.Attribute("aria-labelledby")!.Value.Split(' ')), id => Assert.Contains(id, ids));
        Assert.All(page.Descendants("table"), table =>
        {
            Assert.NotEmpty(table.Element("caption")!.Value);
            Assert.All(table.Element("thead")!.Descendants("th"), head => Assert.Equal("col", head.Attribute("scope")!.Value));
        });
    }

    [Fact]
    public void TheTable_HasTheNumbersOfTheRows()
    {
        EvaluationResult result = FakeEvaluation.Of(20, ["a.gguf"]);
        XElement table = Parse(EvaluationPage.Write(result)).Descendants("table").Single(each => each.Element("caption")!.Value == "All numbers");

        // The interval stands below the number, in an element of its own.
        string[][] cells =
        [
            .. table.Element("tbody")!.Elements("tr").Select(row => row.Elements("td").Select(cell => cell.Nodes().OfType<XText>().First().Value).ToArray()),
        ];
        Assert.Equal(
            result.Rows.Select(row => (
                Figures.Name(row.Mode),
                Figures.Temperature(row.Temperature),
                Figures.Percent(row.Scores.Valid.Value),
                Figures.Percent(row.Scores.Fields.Value))),
            cells.Select(row => (row[0], row[1], row[4], row[6])));
    }

    [Fact]
    public void WhatAModelWrites_IsShown_AndNothingElse()
    {
        const string Hostile = "</pre><script>alert(1)</script><img src=x onerror=alert(2)> &amp; \0 \u001b[31m \u202e";
        string page = EvaluationPage.Write(FakeEvaluation.Of(12, ["<b>\"model\"</b>.gguf"], Hostile));
        XDocument parsed = Parse(page);

        Assert.DoesNotContain(parsed.Descendants(), element => element.Name.LocalName is "script" or "img" or "b");
        const string Shown = "</pre><script>alert(1)</script><img src=x onerror=alert(2)> &amp; \u2400 \u241b[31m";
        Assert.Contains(parsed.Descendants("pre"), pre => pre.Value.StartsWith(Shown, StringComparison.Ordinal));
        Assert.Contains("<b>\"model\"</b>.gguf", parsed.Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_AreADozen_OfEveryModeAndKind()
    {
        EvaluationResult result = FakeEvaluation.Of(40, ["a.gguf"]);
        XElement[] cards = [.. Parse(EvaluationPage.Write(result)).Descendants("article")];

        Assert.Equal(12, cards.Length);
        string[] heads = [.. cards.Select(card => card.Element("h3")!.Value).Distinct()];
        Assert.Contains("unconstrained: not JSON", heads);
        Assert.Contains("JSON only: JSON, but not valid", heads);
        Assert.Contains("schema: valid, but not right", heads);
        Assert.All(cards, card => Assert.NotEmpty(card.Descendants("li")));
        Assert.Contains(cards.SelectMany(card => card.Descendants("li")), line => Regex.IsMatch(line.Value, "^/age is [0-9]+ and should be [0-9]+"));
    }

    [Property]
    public void AnyText_IsEscapedToXmlThatReadsTheSame(string? text)
    {
        string shown = XElement.Parse($"<p a=\"{Markup.Escape(text ?? "")}\">{Markup.Escape(text ?? "")}</p>", LoadOptions.PreserveWhitespace).Value;

        Assert.Equal(Visible(text ?? ""), Visible(shown));
    }

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.0000001, "<0.1")]
    [InlineData(0.5, "50.0")]
    [InlineData(0.9996, "99.96")]
    [InlineData(0.9999999, "99.99")]
    [InlineData(1.0, "100")]
    public void Percent_IsAllOrNothing_OnlyWhereItIs(double share, string text) => Assert.Equal(text, Figures.Percent(share));

    [Property]
    public void Ceiling_IsNotBelow_AndNotFarAbove(ushort value) => Assert.InRange(Chart.Ceiling(value + 1), value + 1, (value + 1) * 1.6);

    // What Escape replaces is left out on both sides.
    private static string Visible(string text) => Regex.Replace(text, "[^\\u0020-\\u007E\\u00A0-\\uD7FF]|[\\u2400-\\u2421]", "");

    private static XDocument Parse(string page)
    {
        const string Doctype = "<!DOCTYPE html>\n";
        Assert.StartsWith(Doctype, page, StringComparison.Ordinal);
        return XDocument.Parse(page[Doctype.Length..]);
    }
}
