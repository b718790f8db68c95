"""Adding files to a dossier: the screen, the tus endpoint behind it, and what its script asks."""
