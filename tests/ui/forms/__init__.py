"""The forms, on a real office."""
