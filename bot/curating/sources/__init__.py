"""Texts that come in: any document as plain text, described as sources.yaml does, and its next editions."""
