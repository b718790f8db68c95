"""Plone's own frame – forms, control panels, signing in – with our head, foot and style sheet.

Plone's main template stays as it is: its viewlets are exchanged, and Plone's own style lies in a layer below ours.
"""
