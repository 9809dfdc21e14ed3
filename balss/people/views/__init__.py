"""Pages under /konts/: the account, its roles, the staff of an institution, one's own data; and the answer “no”."""
