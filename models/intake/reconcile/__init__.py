"""A list of another office laid beside our register: what only they have, what only we have, what is told differently."""
