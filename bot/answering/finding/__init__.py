"""Finding what a question may mean: the index of all facts, and how well each of them answers."""
