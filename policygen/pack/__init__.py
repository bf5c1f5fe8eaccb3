"""One pack on disk, many packs, and where each organisation stands."""
