"""The rules critic on real notes that nobody here wrote: labels by id and offset, contrast, rejection, what is told."""
