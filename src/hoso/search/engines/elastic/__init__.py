"""The engine on an Elasticsearch server, version 8 or 9: two indexes behind aliases, written by the worker alone.

The server stores tokens and counts; it analyses and highlights nothing.
"""

from hoso.search.engines.elastic.engine import ElasticEngine
from hoso.search.engines.elastic.server import Server, Settings

__all__ = ["ElasticEngine", "Server", "Settings"]
