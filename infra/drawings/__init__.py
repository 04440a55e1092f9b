"""Sample photographs, drawn: as cameras make them, with a place, a device and a date in them."""
