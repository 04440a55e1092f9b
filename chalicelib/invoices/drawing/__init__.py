"""The PDF of an invoice: what stands on it, with which letters, and where.

Invoice -> sheet -> every text in it, in the language of the reader
        -> pdf   -> a tagged file, drawn by `invoice.typ` with our own fonts
"""
