"""Keeping: backup and restore of an instance, and the verification of what is kept.

Owns the form of a backup and the comparison of facts with their derivations. Never changes a fact: it repairs
only what can be derived again.
"""
