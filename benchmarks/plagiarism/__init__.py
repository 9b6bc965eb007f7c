"""What the screen makes of labelled plagiarism, of spans planted into real notes, and of real notes that are alike."""
