"""Photos: what parents love most, and what they may see of it.

An *upload* is what colleagues send: any JPEG, PNG, WebP or HEIC. Of it we keep the *keepsake*,
the original that parents get, and two *renditions* for the page: the *thumbnail* and the *screen*
size. None of them tells where or with what device it was taken; when it was taken is kept, for
that is what orders a gallery and a life.
"""
