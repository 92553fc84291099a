"""The window of a document that is read from its file: what was found in it, the tasks to tick, the files that wait."""
