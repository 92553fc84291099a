"""Invented records, for practice and for measurement. Nothing in here reads or copies a real one."""
