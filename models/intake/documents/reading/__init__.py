"""The text of a file, whatever kind it is."""
