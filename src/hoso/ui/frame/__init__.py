"""What all screens share: the frame around a page, its headers, the wording of figures, bounded parameters."""

from hoso.ui.frame.screen import Problem, Screen

__all__ = ["Problem", "Screen"]
