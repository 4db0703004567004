// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

namespace Constrain.LlamaCpp;

/// <summary>One message of a conversation, as chat templates see it.</summary>
/// <param name="role">Who speaks: <c>system</c>, <c>user</c> or <c>assistant</c>, or what else the model's template knows.</param>
/// <param name="content">The text.</param>
public sealed class ChatMessage(string role, string content)
{
    /// <summary>Who speaks.</summary>
    public string Role { get; } = role;

    /// <summary>The text.</summary>
    public string Content { get; } = content;
}
