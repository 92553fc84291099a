"""One page a rail entry; built on the first visit."""
