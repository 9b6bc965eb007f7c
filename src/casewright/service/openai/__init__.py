"""The service as clients of OpenAI's chat API know it: a model is a profile, a completion is an accepted report."""
