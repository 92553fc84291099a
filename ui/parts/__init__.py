"""Shared pieces of the screen: the register table, chips, dates, the timeline, message boxes."""
