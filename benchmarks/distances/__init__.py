"""Distances to the nearest row of a corpus and the second nearest: how fast ours are, and faiss's flat index."""
