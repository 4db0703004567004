// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.Cli.Evaluation.Metrics;

/// <summary>The names of months, as dates are told in the languages that the project's examples are in.</summary>
internal static class Months
{
    /// <summary>Letters that an abbreviation has at least.</summary>
    private const int LeastLetters = 3;

    private static readonly string[][] Names =
    [
        .. new[]
        {
            "January February March April May June July August September October November December",
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            "Jänner Feber Maerz April Mai Juni Juli August September Oktober November Dezember",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
            "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
        }.Select(names => FoldedText.Of(names).Split(' ')),
    ];

    /// <summary>Whether a folded word is a month's name, or the beginning of one.</summary>
    /// <param name="word">The word.</param>
    /// <param name="month">From 1 to 12; others have no name.</param>
    public static bool Means(string word, int month) => month is >= 1 and <= 12 && Names.Any(language =>
        word == language[month - 1]
        || (word.Length >= LeastLetters && language[month - 1].StartsWith(word, StringComparison.Ordinal))
        // Burmese writes on behind the name without a space.
        || (word[0] > '\u1000' && word.StartsWith(language[month - 1], StringComparison.Ordinal)));
}
