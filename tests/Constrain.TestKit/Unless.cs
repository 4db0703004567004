// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.TestKit;

/// <summary>Laws hold wherever there is an answer.</summary>
internal static class Unless
{
    /// <summary>The law, or true where a random regex is one of the few for which the engine refuses an answer as too much work.</summary>
    public static bool TooMuch(Func<bool> law)
    {
        try
        {
            return law();
        }
        catch (GrammarException e) when (e.Error == GrammarError.LimitExceeded)
        {
            return true;
        }
    }
}
