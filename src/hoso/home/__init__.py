"""Where one instance keeps things: the folders under ``HOSO_HOME``, its sockets and configuration files.

Owns the layout of an instance on disk and the making of its configuration from the installed environment.
Never opens a database and knows nothing of what the folders contain.
"""

from .layout import Home, HomeError

__all__ = ["Home", "HomeError"]
