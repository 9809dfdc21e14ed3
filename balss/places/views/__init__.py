"""Pages of the room and their data twins."""
