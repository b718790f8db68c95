"""The desk of those who keep the archive: what waits for them, what goes on by itself, where they stopped."""
