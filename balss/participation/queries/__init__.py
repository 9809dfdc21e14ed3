"""What views and rooms above ask."""
