"""Tests of the data: on files, and on a real PostgreSQL server where one is installed."""
