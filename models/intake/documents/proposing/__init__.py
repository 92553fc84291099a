"""From a reading to an entry of the register: what concerns this office, its people, a leader's note."""
