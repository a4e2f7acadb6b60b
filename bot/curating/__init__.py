"""Helps curators write: begins a directory, finds passages to quote, brings in texts, shows what is asked."""
