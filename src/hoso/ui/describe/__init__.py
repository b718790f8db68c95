"""Describing records: the forms to add and to edit, on Plone's frame, and the page that says who may see a record."""
