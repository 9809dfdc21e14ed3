"""Saying something, and seeing what became of it."""
