"""The pages people see: Classic UI views on one lean frame, one folder per screen family.

Each view reads its bounded parameters, asks one room below, and renders; it holds no rule of its own. A GET writes
nothing, every page works without a script, and whatever comes from a record, a file or a reader is shown as text.
"""
