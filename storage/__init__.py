"""What is kept, in SQLite or PostgreSQL; imports only consultation."""
