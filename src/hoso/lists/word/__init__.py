"""Lists as .docx, laid out as NĐ 30/2020/NĐ-CP, Annex I, has official papers: A4, its margins, Times New Roman, page
numbers in the middle of the top from the second page on.
"""

from .cover import write_cover
from .labels import write_labels
from .printed import write_printed

__all__ = ["write_cover", "write_labels", "write_printed"]
