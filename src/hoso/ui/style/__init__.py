"""The style sheet of all screens: a file for each family, joined and compressed once when the process starts.

The layers are in the order of ``sheet.LAYERS``: tokens hold every value, controls carry the class names of Bootstrap
that Plone's own forms use, parts and screens are ours. No rule needs a script.
"""
