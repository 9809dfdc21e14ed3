"""What people fill in at the workplace."""
