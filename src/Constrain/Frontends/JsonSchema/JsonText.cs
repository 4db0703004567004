// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

using System.Text.Json.Serialization;

namespace Constrain.Frontends.JsonSchema;

/// <summary>Writes values as JSON text without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class JsonText : JsonSerializerContext;
