"""Screens of the room ``lists``: forms to print, and files for Office."""
