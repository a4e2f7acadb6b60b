"""That a question arrives and its answer goes out once: service, settings, Slack's client, turns."""
