"""Outcome, service and trust series with source, wave and target."""
