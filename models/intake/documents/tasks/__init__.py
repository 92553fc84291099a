"""The tasks of a document: which items instruct, whom, by when."""
