"""What views, other rooms and the ballot box ask; each file says what it answers."""
