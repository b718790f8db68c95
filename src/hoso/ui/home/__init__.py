"""The site's front page."""
