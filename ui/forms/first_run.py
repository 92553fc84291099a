"""The first start: at most five questions, then the office's books stand."""
