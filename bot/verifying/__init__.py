"""What others wrote, compared with what the source says."""
