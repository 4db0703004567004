// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;
using Constrain.Cli.Tokens;

namespace Constrain.Cli.Tests.Tokens;

public class SentencesTests
{
    [Fact]
    public void TenLanguages_TellTheSameNumberOfSentences()
    {
        Assert.Equal(10, Sentences.Languages.DistinctBy(language => language.Language).Count());
        Assert.Equal("English", Sentences.Languages[0].Language);
        Assert.Contains(Sentences.Languages, language => language.Language == "Burmese");
        Assert.All(Sentences.Languages, language =>
        {
            Assert.Equal(6, language.All.Distinct().Count());
            Assert.All(language.All, sentence => Assert.True(sentence == sentence.Trim() && sentence.IsNormalized(NormalizationForm.FormC), sentence));
        });
    }

    /// <summary>Nothing is left untranslated: apart from white space and marks, letters are those of the language's scripts.</summary>
    [Theory]
    [InlineData("Russian", 0x400, 0x4FF)]
    [InlineData("Arabic", 0x600, 0x6FF)]
    [InlineData("Hindi", 0x900, 0x97F)]
    [InlineData("Chinese", 0x4E00, 0x9FFF)]
    [InlineData("Japanese", 0x3040, 0x9FFF)]
    [InlineData("Burmese", 0x1000, 0x109F)]
    public void Letters_AreOfTheLanguage(string name, int first, int last)
    {
        Sentences language = Sentences.Languages.Single(each => each.Language == name);

        Assert.All(
            string.Concat(language.All).EnumerateRunes().Where(Rune.IsLetter), letter => Assert.InRange(letter.Value, first, last));
    }
}
