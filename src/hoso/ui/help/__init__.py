"""Help: a page for each screen, the words the archive uses, statements about the system itself.

The pages are files in ``pages/<language>``, named after the screen they belong to; pages about no one screen have a
Vietnamese name. The glossary is made from ``glossary.toml``, from which ``docs/glossary.md`` is made too.
"""
