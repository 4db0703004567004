// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Globalization;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>What stands between the braces of <c>\p{…}</c>, by the rules of each dialect.</summary>
internal static class UnicodeProperties
{
    /// <summary>The set of a property expression; null with the reason when there is none or it is refused.</summary>
    public static CodePointSet? Find(string expression, RegexDialect dialect, bool ignoreCase, out string problem)
    {
        problem = $"\\p{{{expression}}} is no property of the regex dialect {dialect}";
        return dialect switch
        {
            RegexDialect.Ecma262 => FindEcma(expression, ref problem),
            RegexDialect.DotNet => FindDotNet(expression, ignoreCase, ref problem),
            _ => expression == "Any" ? CodePointSet.All : GeneralCategories.Short(expression) ?? ScriptTable.Find(expression),
        };
    }

    private static CodePointSet? FindEcma(string expression, ref string problem)
    {
        int equals = expression.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
        {
            string value = expression[(equals + 1)..];
            switch (expression[..equals])
            {
                case "General_Category" or "gc":
                    return GeneralCategories.ShortOrLong(value);
                case "Script" or "sc":
                    return ScriptTable.Find(value);
                case "Script_Extensions" or "scx":
                    problem = "script extensions are not supported";
                    return null;
                default:
                    return null;
            }
        }

        switch (expression)
        {
            case "Any":
                return CodePointSet.All;
            case "ASCII":
                return CodePointSet.Range(0, 127);
            case "Assigned":
                return GeneralCategories.Of(UnicodeCategory.OtherNotAssigned).Complement();
            case "ASCII_Hex_Digit" or "AHex":
                return CodePointSet.OfRanges([new('0', '9'), new('A', 'F'), new('a', 'f')]);
            case "White_Space" or "space":
                return CodePointSet.OfRanges([new('\t', '\r'), new(0x85, 0x85)])
                    .Union(GeneralCategories.Short("Z")!);
        }

        CodePointSet? category = GeneralCategories.ShortOrLong(expression);
        if (category is null && ScriptTable.Find(expression) is not null)
        {
            problem = $"ECMA-262 names a script as \\p{{Script={expression}}}";
        }

        return category;
    }

    private static CodePointSet? FindDotNet(string expression, bool ignoreCase, ref string problem)
    {
        if (expression.StartsWith("Is", StringComparison.Ordinal))
        {
            problem = "blocks of Unicode are not supported";
            return null;
        }

        if (expression is "Cs" or "LC")
        {
            problem = expression == "Cs" ? "well-formed text has no surrogates" : problem;
            return null;
        }

        // The only categories that .NET lets case change: to ignore it is to take all three.
        bool isCased = expression is "Lu" or "Ll" or "Lt";
        CodePointSet? category = GeneralCategories.Short(ignoreCase && isCased ? "LC" : expression);
        if (category is null)
        {
            return null;
        }

        // .NET sees the characters past U+FFFF as surrogates, which are in C alone.
        CodePointSet basic = DialectClasses.Basic(category);
        return expression == "C" ? basic.Union(CodePointSet.Range(char.MaxValue + 1, CodePointSet.MaxCodePoint)) : basic;
    }
}
