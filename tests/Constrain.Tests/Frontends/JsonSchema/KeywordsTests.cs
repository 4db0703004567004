// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Frontends.JsonSchema;

namespace Constrain.Tests.Frontends.JsonSchema;

public sealed class KeywordsTests
{
    [Fact]
    public void Table_IsInTheOrderOfTheKeywords()
    {
        Keyword[] all = [.. Enum.GetValues<Keyword>().Where(k => k != Keyword.Unknown)];
        Assert.Equal(Keywords.Count - 1, all.Length);
        foreach (Keyword keyword in all)
        {
            string name = Keywords.NameOf(keyword);
            Assert.Equal(keyword == Keyword.DollarId ? "$id" : keyword.ToString(), keyword == Keyword.DollarId ? name : name.TrimStart('$'), ignoreCase: true);
            Assert.Equal(keyword, Keywords.Find(name));
            Assert.Equal(keyword, Keywords.Find(Encoding.UTF8.GetBytes(name)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("typ")]
    [InlineData("Type")]
    [InlineData("typé")]
    [InlineData("exclusiveMinimuM")]
    public void OtherWords_AreUnknown(string name)
    {
        Assert.Equal(Keyword.Unknown, Keywords.Find(Encoding.UTF8.GetBytes(name)));
        Assert.Equal(KeywordStatus.Unknown, Keywords.StatusOf(Keywords.Find(name), SchemaDialect.Draft202012));
    }
}
