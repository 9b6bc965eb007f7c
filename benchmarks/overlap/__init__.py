"""The overlap index on five classes of copies, beside what one would use instead; its size, its growth, its pace."""
