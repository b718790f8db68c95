"""Messages of the domain ``hoso``: English in the source, Vietnamese in ``locales/vi``."""

from zope.i18nmessageid import MessageFactory

_ = MessageFactory("hoso")
