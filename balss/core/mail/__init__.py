"""Mail as bytes: composing a message that every server takes, signing it, and reading what comes back."""
