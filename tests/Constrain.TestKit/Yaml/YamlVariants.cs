// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text;

namespace Constrain.TestKit.Yaml;

/// <summary>Every way to write YAML that the options have, indentation from 1 to 4.</summary>
public static class YamlVariants
{
    /// <summary>All of them: 4 indentations, sequences in two columns, 8 sets of styles, comments or none, and no mark, a mark or a stream.</summary>
    public static IReadOnlyList<YamlOptions> All { get; } =
    [
        .. from indent in Enumerable.Range(1, 4)
           from sequences in new[] { true, false }
           from styles in Enumerable.Range(0, 8)
           from comments in new[] { false, true }
           from start in new[] { 0, 1, 2 }
           select new YamlOptions
           {
               Indent = indent,
               IndentSequences = sequences,
               ScalarStyles = (YamlScalarStyles)styles,
               Comments = comments,
               DocumentStart = start == 1,
               IsStream = start == 2,
           },
    ];

    /// <summary>The options in words, as they would be set.</summary>
    public static string Show(YamlOptions options)
    {
        var text = new StringBuilder($"indent {options.Indent}");
        text.Append(options.IndentSequences ? string.Empty : ", sequences not indented");
        text.Append(options.ScalarStyles == YamlScalarStyles.All ? string.Empty : $", styles {options.ScalarStyles}");
        text.Append(options.Comments ? ", comments" : string.Empty);
        text.Append(options.DocumentStart ? ", document start" : string.Empty);
        return text.Append(options.IsStream ? ", stream" : string.Empty).ToString();
    }
}
