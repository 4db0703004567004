// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain;

/// <summary>How a JSON Schema is read, and how the documents that satisfy it are written.</summary>
public sealed class JsonSchemaOptions
{
    /// <summary>The draft of a schema without <c>$schema</c>; 2020-12 unless set. A schema's own <c>$schema</c> wins, except over OpenAPI 3.0.</summary>
    public SchemaDialect Dialect { get; init; } = SchemaDialect.Draft202012;

    /// <summary>Where whitespace may stand; <see cref="JsonWhitespace.Natural"/> unless set.</summary>
    public JsonWhitespace Whitespace { get; init; } = JsonWhitespace.Natural;

    /// <summary>Spaces per level under <see cref="JsonWhitespace.Pretty"/>, from 0 to 16; 2 unless set.</summary>
    public int Indent { get; init; } = 2;

    /// <summary>How documents are written as YAML; null, the default, for JSON. Then the options for white space and spelling say nothing.</summary>
    public YamlOptions? Yaml { get; init; }

    /// <summary>The order in which properties are written; the schema's own unless set.</summary>
    public PropertyOrder PropertyOrder { get; init; } = PropertyOrder.Schema;

    /// <summary>
    /// Whether an object that describes properties gets others too, where the schema leaves their names and values free; it may unless
    /// set otherwise.
    /// </summary>
    public AdditionalProperties AdditionalProperties { get; init; } = AdditionalProperties.Allowed;

    /// <summary>Whether <c>format</c> restricts strings and numbers; it does unless set otherwise.</summary>
    public FormatHandling Formats { get; init; } = FormatHandling.Assert;

    /// <summary>What becomes of a format whose name is not known, where formats restrict; it is refused unless set otherwise.</summary>
    public UnknownFormats UnknownFormats { get; init; } = UnknownFormats.Refuse;

    /// <summary>
    /// Accepts every spelling of a value instead of the canonical ones. Canonical are: characters as themselves where JSON allows
    /// it; integers without a point; numbers that a double holds, in plain decimals of at most 308 digits before the point or as
    /// one digit, at most 20 more and an exponent; e-mail addresses at a domain of two labels or more, without quotes. With this
    /// option <c>\u0041</c> is <c>A</c> and <c>1.0</c> is an integer; a whole text that is checked may have any number with an exponent,
    /// masks allow those with one digit before the point, and multiples of what is no power of ten without an exponent alone. For checking what others wrote; a model under it may
    /// write what a strict reader refuses.
    /// </summary>
    public bool AnySpelling { get; init; }

    /// <summary>
    /// The URI of the schema itself, absolute; relative references in a schema that does not name its own with <c>$id</c> are
    /// resolved against it. Unless set, it is <c>schema:///</c>, so <c>other.json</c> is asked for as <c>schema:///other.json</c>.
    /// </summary>
    public Uri? BaseUri
    {
        get => field;
        init => field = value is null or { IsAbsoluteUri: true } ? value : throw new ArgumentException("the base URI must be absolute", nameof(value));
    }

    /// <summary>
    /// Finds the documents that a schema refers to and that are not embedded in it: given an absolute URI without a fragment, the
    /// text of the document there, or null when there is none. Called while a schema is compiled, at most once for each URI, on
    /// the thread that compiles. Unless set, there are no other documents than the meta-schemas of the drafts; nothing is ever
    /// fetched from a network. Also asked for the meta-schema that <c>$schema</c> names, where that is not a draft's.
    /// </summary>
    public Func<Uri, string?>? Resolve { get; init; }

    /// <summary>What a schema may cost.</summary>
    public SchemaLimits Limits { get; init; } = SchemaLimits.Default;

    /// <summary>What a document must satisfy, however it is laid out: any whitespace, order and spelling.</summary>
    public static JsonSchemaOptions ForChecking { get; } = new()
    {
        Whitespace = JsonWhitespace.Any,
        PropertyOrder = PropertyOrder.Any,
        AnySpelling = true,
    };
}

/// <summary>A draft of JSON Schema.</summary>
public enum SchemaDialect
{
    /// <summary>Draft 4 (2013).</summary>
    Draft4,

    /// <summary>Draft 6 (2017).</summary>
    Draft6,

    /// <summary>Draft 7 (2018).</summary>
    Draft7,

    /// <summary>Draft 2019-09.</summary>
    Draft201909,

    /// <summary>Draft 2020-12.</summary>
    Draft202012,

    /// <summary>
    /// The schemas of OpenAPI 3.0: those keywords of draft 4 that it has, with <c>nullable</c>, which adds <c>null</c> to the
    /// <c>type</c> beside it and means nothing without one. <c>discriminator</c> is an annotation: it tells where to look first, and
    /// adds nothing to <c>oneOf</c> and <c>anyOf</c>. No schema says that it is of this kind, and a schema's <c>$schema</c> and
    /// <c>id</c> have no meaning in it.
    /// </summary>
    OpenApi30,
}

/// <summary>Where whitespace may stand in a JSON document.</summary>
public enum JsonWhitespace
{
    /// <summary>
    /// What models write: after <c>{ [ ,</c> and before <c>} ]</c> nothing, one space, or one line break with at most 64 spaces
    /// or 16 tabs; after a colon nothing or one space. Bounded, so a document always makes progress.
    /// </summary>
    Natural,

    /// <summary>None.</summary>
    Compact,

    /// <summary>One member or item per line, indented by its depth; a space after a colon; empty ones as <c>{}</c> and <c>[]</c>.</summary>
    Pretty,

    /// <summary>Wherever JSON allows it, as much as there is. For checking; a model may write spaces until its budget ends.</summary>
    Any,
}

/// <summary>The order of the properties of an object.</summary>
public enum PropertyOrder
{
    /// <summary>That of the schema, additional properties last.</summary>
    Schema,

    /// <summary>Any.</summary>
    Any,
}

/// <summary>What becomes of properties that a schema allows, but says nothing about.</summary>
public enum AdditionalProperties
{
    /// <summary>They may be written: every document that satisfies the schema is accepted.</summary>
    Allowed,

    /// <summary>
    /// They are not written, as if most schemas had <c>additionalProperties: false</c>, which their authors tend to mean. Documents still satisfy
    /// the schema as it is. Left as they are: objects that describe no property, names that <c>patternProperties</c> or a schema in
    /// <c>additionalProperties</c> describe, counts that need more properties than are required, and objects with conditions on which
    /// properties there are.
    /// </summary>
    Avoided,
}

/// <summary>What <c>format</c> means.</summary>
public enum FormatHandling
{
    /// <summary>A value must have the format; <see cref="JsonSchemaOptions.UnknownFormats"/> says what a name that is not known does.</summary>
    Assert,

    /// <summary>A remark; values are not restricted by it.</summary>
    Annotate,
}

/// <summary>What becomes of a <c>format</c> whose name is not known.</summary>
public enum UnknownFormats
{
    /// <summary>The schema is refused: what the format says cannot be enforced.</summary>
    Refuse,

    /// <summary>It is a remark, as the specification has it; values are not restricted by it.</summary>
    Ignore,
}
