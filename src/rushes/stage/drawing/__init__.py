"""Drawing: shapes, faces, bodies, the set and the slate board, each drawn once as a layer."""
