"""How well directives are read: predictions for a folder of labelled texts, and the figures of the scorer."""
