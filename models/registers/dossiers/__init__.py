"""Hồ sơ một cửa: receipt, pauses, steps, extension with apology, result, return."""
