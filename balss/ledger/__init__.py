"""Append-only public record of who decided what, when. Imports shared and core only."""
