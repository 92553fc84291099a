"""The head of a document: what the register asks of it, each value with its words, its certainty and its reason."""
