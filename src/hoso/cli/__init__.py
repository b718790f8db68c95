"""The command ``hoso``: parse the words, call one command of a lower room, print.

Holds no rule of its own. A module per command; Zope is started only by the commands that need the site.
"""
