"""Intervals and tests of studies: how often intervals hold the truth, and whether statsmodels gives the same digits"""
