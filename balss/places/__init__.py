"""Institutions, municipalities, parishes, regions, topics, and an institution's own legal settings."""
