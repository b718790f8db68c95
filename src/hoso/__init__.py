"""Hoso: archive and legal-document system for Vietnamese public administration.

The rooms and the direction of their imports are described in README.md and held by the import contracts
in pyproject.toml: a room imports only from rooms of a lower level.
"""
