"""That a question arrives and its answer goes out once: settings, Slack's client, turns, counting."""
