"""Why an upload does not become a photo: known without what decodes pictures."""

from chalicelib.core.errors import Malformed

MOST_MEGAPIXELS = 50


class NotAPicture(Malformed):
    """It is not a JPEG, PNG, WebP or HEIC, whatever its name says."""


class PictureTooLarge(Malformed):
    """It has more than `megapixels` million pixels."""

    facts = ("megapixels",)


class PictureDamaged(Malformed):
    """It begins as a picture, but a part of it is missing or broken."""
