"""Everything the office knows and does: facts, rules, storage, paper in, paper out. Knows no Qt."""
