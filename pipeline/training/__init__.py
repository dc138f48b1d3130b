"""Training of the entity recognizer that ships in `pipeline.models`: `python -m pipeline.training --help`."""
