"""What a person can do, one module a page: ask, call one service, say what happened."""
