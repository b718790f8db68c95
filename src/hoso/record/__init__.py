"""What things are: authorities, fonds, series, dossiers, documents and legal acts, their files and their places.

Owns the Dexterity types and their fields (TT 02/2019/TT-BNV), the dated vocabularies, the origin of every value,
the immutable versions of files, the registers that order a container, shelf addresses and revision counters. It
tells the rooms above what changed by events; it never parses a file, reads pages, searches or decides who may see.
"""
