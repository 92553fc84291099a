"""A directive's file read by itself: its text, its head, its tasks, and what of it concerns this office."""
