"""What is known of the reading of documents: its state in words, and the screen of what waits, runs or failed."""
