"""What people do in Slack: each module is one thing they can do, or how it is drawn."""
