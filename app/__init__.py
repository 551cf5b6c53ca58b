"""The conversation: questions in, cited answers out. Imports ingest, never the reverse."""
