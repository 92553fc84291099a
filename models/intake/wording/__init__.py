"""What papers and lists of others mean by their words: who is named, which cycle, whether we are meant."""
