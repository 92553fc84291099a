"""Tests of the window: models by hand, wiring by pytest-qt, words by table."""
