"""Balss: one open-government service. Each folder is a room; docs/README.md is the map."""
