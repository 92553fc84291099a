"""The weekly briefing (giao ban)."""
