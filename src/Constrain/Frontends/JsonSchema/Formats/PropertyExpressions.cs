// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.Patterns;

namespace Constrain.Frontends.JsonSchema;

/// <summary>What ECMA-262 allows between the braces of <c>\p{…}</c>: its tables of properties and their values.</summary>
internal static class PropertyExpressions
{
    private const string BinaryProperties =
        "ASCII ASCII_Hex_Digit AHex Alphabetic Alpha Any Assigned Bidi_Control Bidi_C Bidi_Mirrored Bidi_M Case_Ignorable CI Cased "
        + "Changes_When_Casefolded CWCF Changes_When_Casemapped CWCM Changes_When_Lowercased CWL Changes_When_NFKC_Casefolded CWKCF "
        + "Changes_When_Titlecased CWT Changes_When_Uppercased CWU Dash Default_Ignorable_Code_Point DI Deprecated Dep Diacritic Dia "
        + "Emoji Emoji_Component EComp Emoji_Modifier EMod Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic "
        + "ExtPict Extender Ext Grapheme_Base Gr_Base Grapheme_Extend Gr_Ext Hex_Digit Hex IDS_Binary_Operator IDSB "
        + "IDS_Trinary_Operator IDST ID_Continue IDC ID_Start IDS Ideographic Ideo Join_Control Join_C Logical_Order_Exception LOE "
        + "Lowercase Lower Math Noncharacter_Code_Point NChar Pattern_Syntax Pat_Syn Pattern_White_Space Pat_WS Quotation_Mark QMark "
        + "Radical Regional_Indicator RI Sentence_Terminal STerm Soft_Dotted SD Terminal_Punctuation Term Unified_Ideograph UIdeo "
        + "Uppercase Upper Variation_Selector VS White_Space space XID_Continue XIDC XID_Start XIDS";

    private static readonly Lazy<string[]> Sorted = new(Collect);

    /// <summary>Whether the expression is one.</summary>
    public static bool Contains(string expression) => Array.BinarySearch(Sorted.Value, expression, StringComparer.Ordinal) >= 0;

    /// <summary>The characters with which an expression that begins so may go on, each once.</summary>
    public static IEnumerable<char> NextAfter(string beginning)
    {
        int index = Array.BinarySearch(Sorted.Value, beginning, StringComparer.Ordinal);
        char last = '\0';
        for (index = index < 0 ? ~index : index + 1; index < Sorted.Value.Length; index++)
        {
            string expression = Sorted.Value[index];
            if (!expression.StartsWith(beginning, StringComparison.Ordinal))
            {
                break;
            }

            if (expression[beginning.Length] != last)
            {
                yield return last = expression[beginning.Length];
            }
        }
    }

    private static string[] Collect()
    {
        string[] categories = [.. GeneralCategories.Names];
        string[] scripts = [.. ScriptTable.AllNames];
        return
        [
            .. BinaryProperties.Split(' ')
                .Concat(categories)
                .Concat(from name in (string[])["General_Category", "gc"] from category in categories select $"{name}={category}")
                .Concat(from name in (string[])["Script", "sc", "Script_Extensions", "scx"] from script in scripts select $"{name}={script}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }
}
