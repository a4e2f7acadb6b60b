"""What is asked in the light of what was said: made a question of its own, or read in the last topic."""
