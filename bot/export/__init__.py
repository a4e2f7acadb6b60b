"""The knowledge in the formats of others."""
