"""A file becomes a `Book`: opened in a process of its own, with limits, told by its content."""
