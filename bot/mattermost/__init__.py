"""What people do in Mattermost: a slash command."""
