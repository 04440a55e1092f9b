"""Exports: what a family takes along, as one zip that opens anywhere.

A *manifest* lists the files of an archive, in order: each an *entry*, either *stored* in a bucket
(a photo, a PDF) or written out in the manifest itself (the index). The *layout* says where every
byte of the archive goes. It follows from the manifest alone, because photos are stored as they
are and their size and CRC-32 were noted when they came in. So an archive can be made in *parts*,
in any order, by anybody, twice if need be, and it is the same archive. A large export comes as
several *volumes*, each an archive on its own.
"""
