// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.Tests.Frontends.Gbnf;

/// <summary>Which rules of a grammar are of use.</summary>
public class RuleReportTests
{
    [Theory]
    [InlineData("root ::= a\na ::= \"x\"", "root:Used a:Used")]
    [InlineData("root ::= \"x\"\na ::= \"x\"", "root:Used a:Unused")]
    [InlineData("root ::= \"x\"\na ::= \"x\" a | b\nb ::= c\nc ::= ", "root:Used a:Unused b:Unreachable c:Unreachable")]
    [InlineData("root ::= \"x\"\na ::= b\nb ::= \"y\" | a", "root:Used a:Unreachable b:Unreachable")]
    [InlineData("root ::= a | \"x\"\na ::= \"y\" b\nb ::= \"z\" a", "root:Used a:Unproductive b:Unproductive")]
    [InlineData("root ::= a* b{0,3} c?\na ::= a\nb ::= \"z\" b{1,2}\nc ::= c+", "root:Used a:Unproductive b:Unproductive c:Unproductive")]
    [InlineData("root ::= (a (b | \"x\")){2} | root\na ::= () | a\nb ::= b \"x\" | (\"y\")", "root:Used a:Used b:Used")]
    public void Rule_IsReportedByWhatItIsGoodFor(string grammar, string expected) =>
        Assert.Equal(expected, string.Join(' ', Constraint.InspectGbnf(grammar).Select(rule => $"{rule.Name}:{rule.Status}")));

    [Fact]
    public void Report_FollowsTheRootThatIsChosen()
    {
        const string Grammar = "root ::= other\nother ::= \"x\"";

        Assert.Equal([GbnfRuleStatus.Unused, GbnfRuleStatus.Used], Constraint.InspectGbnf(Grammar, "other").Select(rule => rule.Status));
        Assert.Contains("\"other\"", Assert.Throws<GrammarException>(() => Constraint.InspectGbnf(Grammar, "othr")).Hint);
    }

    [Fact]
    public void Report_NamesTheLineAndColumn()
    {
        GbnfRuleUse rule = Constraint.InspectGbnf("# one\nroot ::= \"x\"\n\n  a ::= root")[1];

        Assert.Equal(("a", 4, 3), (rule.Name, rule.Location.Line, rule.Location.Column));
    }

    [Fact]
    public void LongChain_IsReported()
    {
        var grammar = new StringBuilder("root ::= r0\n");
        for (int i = 0; i < 20_000; i++)
        {
            grammar.Append($"r{i} ::= (r{i + 1} | \"x\" r{i + 1})\n");
        }

        grammar.Append("r20000 ::= \"end\"");

        Assert.All(Constraint.InspectGbnf(grammar.ToString()), rule => Assert.Equal(GbnfRuleStatus.Used, rule.Status));
    }
}
