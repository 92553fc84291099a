"""The Reports page: the forms an office hands in, with the rows behind every figure."""
