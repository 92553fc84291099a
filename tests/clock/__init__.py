"""Tests of models/clock."""
