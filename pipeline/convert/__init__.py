"""In and out of the tools annotators use: brat, Label Studio, Doccano, Prodigy, INCEpTION, spaCy."""
