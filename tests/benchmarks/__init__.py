"""Measurements: how quick the program is on a very large office, each told as a ratio to its own yardstick of the same run."""
