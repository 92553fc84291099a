"""What the cells of a record mean. The words are always kept beside what was understood of a deadline."""
