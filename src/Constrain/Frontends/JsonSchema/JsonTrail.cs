// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Buffers;
using System.Text;
using System.Text.Json;
using Constrain.Grammars;

namespace Constrain.Frontends.JsonSchema;

/// <summary>The names written of every open object, and where the last item of every open array began.</summary>
/// <remarks>JSON text falls into names, items and brackets in one way, whatever the schema, so they are found without it.</remarks>
internal sealed class JsonTrail : DocumentTrail
{
    private static readonly SearchValues<byte> EndsPlain = SearchValues.Create("\"\\"u8);

    private readonly bool _isInString;
    private readonly bool _isEscaped;

    private JsonTrail(JsonTrail? previous, byte[] bytes, Open? top, bool isInString, bool isEscaped, int nameStart)
        : base(previous, bytes, top)
    {
        _isInString = isInString;
        _isEscaped = isEscaped;
        NameStart = nameStart;
    }

    /// <summary>Before the first byte.</summary>
    public static JsonTrail Empty { get; } = new(null, [], null, false, false, -1);

    /// <summary>Before the first byte, where a name may be spelled in several ways.</summary>
    public static JsonTrail EmptyAnySpelling { get; } = new(null, [], null, false, false, -1) { IsAnySpelling = true };

    /// <summary>Whether a name may be spelled in several ways.</summary>
    public bool IsAnySpelling { get; private init; }

    /// <summary>Where the name that is being written began, after its quote; -1 when none is.</summary>
    public override int NameStart { get; }

    /// <inheritdoc/>
    public override Open? Naming => NameStart >= 0 ? Top : null;

    /// <inheritdoc/>
    public override bool HasOneText(string name) => !IsAnySpelling && !name.AsSpan().ContainsAnyInRange('\0', '\u001F');

    /// <inheritdoc/>
    public override byte[] TextOf(string name) => [.. JsonStringEncoding.Canonical(name), (byte)'"'];

    /// <inheritdoc/>
    public override Trail? After(ReadOnlySpan<byte> bytes)
    {
        Open? top = Top;
        bool isInString = _isInString;
        bool isEscaped = _isEscaped;
        int nameStart = NameStart;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte letter = bytes[i];
            if (isInString)
            {
                if (isEscaped)
                {
                    isEscaped = false;
                    continue;
                }

                int plain = bytes[i..].IndexOfAny(EndsPlain);
                if (plain < 0)
                {
                    break;
                }

                i += plain;
                letter = bytes[i];
                isEscaped = letter == (byte)'\\';
                isInString = letter != (byte)'"';
                if (!isInString && nameStart >= 0)
                {
                    if (top!.With(NameOf(Text(nameStart, bytes[..i]))) is not { } named)
                    {
                        return null;
                    }

                    top = named;
                    nameStart = -1;
                }

                continue;
            }

            switch (letter)
            {
                case (byte)'"':
                    isInString = true;
                    nameStart = top is { IsBeforeName: true } ? Length + i + 1 : -1;
                    break;
                case (byte)'{' or (byte)'[':
                    top = new Open(top, letter == (byte)'[', Length + i + 1);
                    break;
                case (byte)'}' or (byte)']':
                    top = top?.Parent;
                    break;
                case (byte)',':
                    top = top?.AfterComma(Length + i + 1);
                    break;
                case (byte)':':
                    top = top?.AfterColon();
                    break;
            }
        }

        return new JsonTrail(this, bytes.ToArray(), top, isInString, isEscaped, nameStart) { IsAnySpelling = IsAnySpelling };
    }

    /// <inheritdoc/>
    public override JsonElement LastItem(int place) => JsonElement.Parse(Text(Top!.Start));

    private static string NameOf(byte[] body)
    {
        if (!body.AsSpan().Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(body);
        }

        return JsonElement.Parse([(byte)'"', .. body, (byte)'"']).GetString()!;
    }
}
