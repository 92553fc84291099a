"""Forms: one a record, and short ones for single actions, all made of the same inputs."""
