"""What several faces share: what they are given, what a command asks for, and links to proofs."""
