"""The workplace of a municipality: lists of voters, the desk, urns for paper."""
