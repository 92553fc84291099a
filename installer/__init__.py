"""How the program reaches a machine: set-up programs, and the set-up of a source checkout. Nothing below imports it."""
