"""A terminal face: reads lines, asks the responder, draws replies."""
