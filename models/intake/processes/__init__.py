"""Processes that read files for the program: a hostile file may break or fill one of them, never the program."""
