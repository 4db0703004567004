// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Constrain.Tests.Typed;

/// <summary>Types as users write them, one per feature.</summary>
public static class SampleTypes
{
    /// <summary>All of them, for laws that hold for every type.</summary>
    public static TheoryData<Type> All => new(
        typeof(Person), typeof(Point), typeof(Tree), typeof(Page<Person>), typeof(Box<string>), typeof(Ordered), typeof(Selective),
        typeof(Shape), typeof(Drawing), typeof(Scalars), typeof(Integers), typeof(Annotated), typeof(Tables), typeof(Lists),
        typeof(Invoice), typeof(AnyJson), typeof(Populated), typeof(Colour), typeof(List<Point?>), typeof(string),
        typeof(Dictionary<Guid, TimeSpan>));
}

public enum Colour
{
    Red,
    [JsonStringEnumMemberName("light-green")] LightGreen,
    Crimson = Red,
}

public sealed record Person(string Name, int Age, string? Nickname, Colour Favourite = Colour.Red);

public sealed record Square2D(int Width)
{
    public int Area => Width * Width;
}

public readonly record struct Point(double X, double Y);

public sealed record Tree(string Label, Tree? Left, Tree? Right);

public sealed record Page<T>(IReadOnlyList<T> Items, T? First);

public sealed class Box<T>
{
    public T Content { get; init; } = default!;

    public T? Spare { get; init; }

    public List<T> More { get; init; } = [];
}

public class Named
{
    [JsonPropertyOrder(-1)]
    public string Id { get; init; } = string.Empty;
}

public sealed class Ordered : Named
{
    public int Second { get; init; }

    [JsonPropertyName("3rd \"part\"")]
    public int Third { get; init; }

    [JsonPropertyOrder(-2)]
    public int First { get; init; }
}

public sealed class Selective
{
    public required string? Marked { get; init; }

    [JsonRequired]
    public string? MarkedForJson { get; init; }

    [Required]
    public string? MarkedForValidation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Omissible { get; init; }

    [JsonIgnore]
    public int Ignored { get; init; }

    [JsonInclude]
    internal int Field { get; set; }

    [JsonExtensionData]
    public Dictionary<string, object>? Rest { get; init; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), 2)]
public abstract record Shape(string Name);

public sealed record Circle(string Name, float Radius) : Shape(Name);

public sealed record Square(string Name, int Side) : Shape(Name);

public sealed record Drawing(Shape Main, List<Shape> Others, Shape? Frame);

public sealed class Scalars
{
    public bool Bool { get; init; }

    public char Char { get; init; }

    public string String { get; init; } = string.Empty;

    public Half Half { get; init; }

    public float Float { get; init; }

    public double Double { get; init; }

    public decimal Decimal { get; init; }

    public Guid Guid { get; init; }

    public DateOnly Date { get; init; }

    public TimeOnly Time { get; init; }

    public DateTime DateTime { get; init; }

    public DateTimeOffset Instant { get; init; }

    public TimeSpan Span { get; init; }

    public Uri Uri { get; init; } = new("https://example.org/");

    public byte[] Bytes { get; init; } = [];

    public int? Optional { get; init; }
}

public sealed record Integers(
    sbyte SByte, byte Byte, short Int16, ushort UInt16, int Int32, uint UInt32, long Int64, ulong UInt64, Int128 Int128, UInt128 UInt128);

[Description("A form with checks")]
public sealed record Annotated(
    [Range(1, 5)] int Stars,
    [Range(0.0, 1.0, MaximumIsExclusive = true)] double Share,
    [Range(typeof(decimal), "0.01", "1e9")] decimal Price,
    [StringLength(4, MinimumLength = 2)] string Short,
    [RegularExpression("[A-Z]{2}|[0-9]{4}")] string Code,
    [EmailAddress, Description("Where to write")] string Mail,
    [Url] string? Link,
    [Length(1, 2)] List<string> Tags,
    [MaxLength(3)] Dictionary<string, bool> Flags,
    [AllowedValues("yes", "no")] string Answer,
    [Required, RegularExpression("[a-z ]+"), MinLength(2), MaxLength(9)] string? Words,
    [Base64String] string Blob,
    [Required, Display(Name = "Remark")] string? Note);

public sealed class Tables
{
    public Dictionary<string, int?> ByText { get; init; } = [];

    public IReadOnlyDictionary<Colour, string> ByEnum { get; init; } = new Dictionary<Colour, string>();

    public SortedDictionary<short, Point> ByNumber { get; init; } = [];

    public Dictionary<DateOnly, string?>? ByDate { get; init; }
}

public sealed class Lists
{
    public int[] Array { get; init; } = [];

    public string?[] WithNulls { get; init; } = [];

    public HashSet<Colour> Set { get; init; } = [];

    public IEnumerable<List<Point>> Nested { get; init; } = [];

    public Queue<int?>? Maybe { get; init; }
}

public sealed record Address(string Street, [property: JsonPropertyName("zip")] string Postcode);

public sealed record Line([MinLength(1)] string Article, [Range(1, 1000)] int Quantity, decimal Price);

public sealed record Invoice(Guid Number, DateOnly Date, Person Buyer, Address Address, [MinLength(1)] List<Line> Lines, TimeSpan? Terms);

public sealed record AnyJson(System.Text.Json.JsonElement Anything, JsonObject Members, JsonArray? Items);

public sealed class Populated
{
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
    public List<string> Names { get; } = [];

    [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))]
    public DayOfWeek? Day { get; init; }
}
