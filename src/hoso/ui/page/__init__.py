"""A document page by page: the view with its hits, the pictures, the original."""
