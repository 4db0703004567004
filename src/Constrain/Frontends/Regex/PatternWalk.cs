// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Diagnostics;
using Constrain.Regexes;

namespace Constrain.Frontends.Patterns;

/// <summary>Visits the assertions and sets of a pattern.</summary>
internal static class PatternWalk
{
    /// <summary>Calls back for each assertion, then for what is inside it if the answer was yes; and for each set.</summary>
    public static void Visit(Pattern pattern, Func<Pattern.Look, bool> onLook, Action<CodePointSet>? onSet = null)
    {
        StackGuard.Ensure("the regex");
        switch (pattern)
        {
            case Pattern.Set set:
                onSet?.Invoke(set.Chars);
                break;
            case Pattern.Concat concat:
                VisitAll(concat.Parts, onLook, onSet);
                break;
            case Pattern.Alternation alternation:
                VisitAll(alternation.Parts, onLook, onSet);
                break;
            case Pattern.Repeat repeat:
                Visit(repeat.Inner, onLook, onSet);
                break;
            case Pattern.Look look:
                if (onLook(look))
                {
                    Visit(look.Body, onLook, onSet);
                }

                break;
        }
    }

    private static void VisitAll(Pattern[] parts, Func<Pattern.Look, bool> onLook, Action<CodePointSet>? onSet)
    {
        foreach (Pattern part in parts)
        {
            if (part.HasLook || onSet is not null)
            {
                Visit(part, onLook, onSet);
            }
        }
    }
}
