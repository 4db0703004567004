// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Runtime.CompilerServices;

namespace Constrain.Diagnostics;

/// <summary>Turns a recursion that would overflow the stack into an error of the user's text.</summary>
/// <remarks>Nesting is the user's to choose, and a stack overflow ends the process; so every recursion over it asks first.</remarks>
internal static class StackGuard
{
    /// <summary>Throws when little stack is left.</summary>
    /// <param name="what">What is nested, for the message: "the regex", "the schema".</param>
    /// <exception cref="GrammarException"><see cref="GrammarError.LimitExceeded"/>.</exception>
    public static void Ensure(string what)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new GrammarException(GrammarError.LimitExceeded, $"{what} is nested too deeply", hint: "flatten it");
        }
    }
}
