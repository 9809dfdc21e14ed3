"""What people fill in: who proposes (`ideas`), the municipality (`calls`, `vetting`, `projects`), and how lists are
narrowed (`finding`)."""
