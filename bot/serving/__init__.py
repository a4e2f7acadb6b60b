"""How the bot runs: processes, transports, health, reloading and installing."""
