"""Writes about people, one file for each noun."""
