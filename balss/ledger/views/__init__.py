"""Pages under /zurnals/: the entries, one entry with its proof, the signed heads, and a check for everyone."""
