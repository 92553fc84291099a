"""Every book the office keeps, each on a real database file."""
