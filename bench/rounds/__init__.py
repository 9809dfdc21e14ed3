"""A round at the size of a city: from the list of voters to the page of the result."""
