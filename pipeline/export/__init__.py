"""From records to what others load: tables, a database, corpora, graphs, events, and the papers that go with them.

`build.build_dataset` writes one folder; a module here writes one format. docs/dataset.md says what is in it.
"""
