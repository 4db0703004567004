// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using Constrain.Frontends.JsonSchema;
using Constrain.Regexes;
using FsCheck.Xunit;

namespace Constrain.Tests.Frontends.JsonSchema;

/// <summary>The automaton of the undeclared names against the complement of the declared ones.</summary>
public sealed class UndeclaredNamesLaws
{
    private static readonly string[] Pieces = ["a", "b", "é", "è", "\n", "\"", "😀", " "];

    [Property(MaxTest = 200)]
    public void Undeclared_IsEveryStringButTheNames(int seed)
    {
        var random = new Random(seed);
        var builder = new RegexBuilder();
        JsonStrings strings = JsonTerminals.Of(builder, Spelling.Canonical).Strings;
        string[] names = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Text(random)).Distinct()];

        Regex undeclared = Undeclared(builder, names);
        Regex expected = builder.Except(strings.AnyBody, strings.Literals(names));

        Assert.True(builder.IsEmpty(builder.Except(undeclared, expected)));
        Assert.True(builder.IsEmpty(builder.Except(expected, undeclared)));
    }

    [Fact]
    public void Undeclared_PastEveryName_IsAnyString()
    {
        var builder = new RegexBuilder();
        Regex undeclared = Undeclared(builder, ["name", "names"]);

        Regex past = "nx"u8.ToArray().Aggregate(undeclared, builder.Derivative);

        Assert.Same(JsonTerminals.Of(builder, Spelling.Canonical).Strings.AnyBody, past);
    }

    private static Regex Undeclared(RegexBuilder builder, string[] names)
    {
        var terminals = JsonTerminals.Of(builder, Spelling.Canonical);
        JsonStrings strings = terminals.Strings;
        var declared = new DeclaredNames([.. names.Select(n => new Property(n, Term.Any, false))], new JsonNotation(terminals, terminals.LayoutOf(new JsonSchemaOptions())));
        Assert.Empty(declared.SeveralSpellings);
        return UndeclaredNames.Of(builder, strings.AnyBody, [.. declared.Sorted.Select(i => declared.Bytes[i])]);
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
