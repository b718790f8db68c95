"""How the system stands, for those who run it."""
