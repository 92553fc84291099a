"""Paper that comes in."""
