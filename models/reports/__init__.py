"""Paper that goes up."""
