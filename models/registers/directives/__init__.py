"""Văn bản đến: numbering, forwarding, instruction (bút phê), reply."""
