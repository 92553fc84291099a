"""Everything a person touches: the windows and the command line. Writes no SQL, holds no database object."""
