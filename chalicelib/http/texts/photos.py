"""Refusals about photos."""

from chalicelib.core.language import Language

TEXTS = {
    Language.NL: {
        "NotAPicture": "Dit bestand is geen foto. Kies een foto (JPEG, PNG, WebP of HEIC).",
        "PictureTooLarge": "Deze foto heeft meer dan {megapixels} miljoen pixels. Verklein hem, of kies een andere.",
        "PictureDamaged": "Deze foto is beschadigd of niet helemaal aangekomen. Upload hem opnieuw, of kies een andere.",
        "UploadTooLarge": "Een foto is ten hoogste {megabytes} MB groot. Verklein hem, of kies een andere.",
        "PhotoChanged": "Iemand anders heeft het bijschrift of de kinderen bij deze foto net gewijzigd. Bekijk wat er nu staat en pas je wijziging daarop aan.",
    },
    Language.EN: {
        "NotAPicture": "This file is not a photo. Choose a photo (JPEG, PNG, WebP or HEIC).",
        "PictureTooLarge": "This photo has more than {megapixels} million pixels. Make it smaller, or choose another one.",
        "PictureDamaged": "This photo is damaged or did not arrive completely. Upload it again, or choose another one.",
        "UploadTooLarge": "A photo is at most {megabytes} MB. Make it smaller, or choose another one.",
        "PhotoChanged": "Somebody else has just changed the caption or the children of this photo. Look at what is there now and adapt your change to it.",
    },
}
