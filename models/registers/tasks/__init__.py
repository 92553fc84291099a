"""Nhiệm vụ: one lead, coordinators, extensions, obstacles, draft rounds, evidence."""
