"""The workplace of a municipality: its calls, the ideas to vet, the projects to carry out."""
