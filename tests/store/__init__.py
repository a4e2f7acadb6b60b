"""What is kept in a database, on SQLite and on a real PostgreSQL."""
