"""What several faces share: what a command asks for, and links to proofs."""
