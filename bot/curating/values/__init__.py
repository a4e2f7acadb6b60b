"""What a quote says that its fact could be typed with: figures, dates, places and who does it."""
