"""Studies: several writers on the same orders, or data sets made elsewhere, measured side by side and reported"""
