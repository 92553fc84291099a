"""Whole days of a clerk, through the real window."""
