"""Files on their way from people's browsers: sent in pieces, gone on with after a break, taken in when all is there.

Owns the pieces on disk, the rules of what may be sent and the step from a complete upload to a document, which is the
importer's own. Speaks the tus protocol's terms (offset, length, 409, 423, 460) and knows nothing of requests.
"""

from .errors import BadRequest, NoSuchUpload, NotAllowed, UploadError
from .limits import LIMITS, UploadLimits
from .looking import Found, check_first, look
from .metadata import parse
from .rights import may_add
from .storage import Uploads, Waiting
from .taking import Taken, take
from .upload import Announced, Choice, Upload
from .whole import take_whole

__all__ = [
    "LIMITS",
    "Announced",
    "BadRequest",
    "Choice",
    "Found",
    "NoSuchUpload",
    "NotAllowed",
    "Taken",
    "Upload",
    "UploadError",
    "UploadLimits",
    "Uploads",
    "Waiting",
    "check_first",
    "look",
    "may_add",
    "parse",
    "take",
    "take_whole",
]
