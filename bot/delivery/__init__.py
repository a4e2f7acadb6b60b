"""That a question arrives and its answer goes out once: what is served, settings, Slack's client, turns, counting."""
