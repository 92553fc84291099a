"""When things are due. Pure functions; today is always an argument."""
