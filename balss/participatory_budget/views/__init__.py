"""Pages of the room: what everybody reads, what who proposes does, and the workplace of a municipality."""
