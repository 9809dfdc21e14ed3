"""What every room stands on: boards, permissions, base model, files. Imports no room."""
