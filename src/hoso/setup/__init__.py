"""Installing and upgrading: the site of an instance, its profiles, its upgrade steps.

Stands above all other rooms and knows each of them; no other room imports it.
"""
