"""Where the books are kept: one writer, one journal, copies that can be trusted."""
