"""A Slack face: payloads to text, the responder, replies to blocks."""
