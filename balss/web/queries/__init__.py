"""What pages of this room ask: whether the installation works, and what a person said everywhere."""
