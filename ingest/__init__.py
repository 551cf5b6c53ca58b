"""The corpus: articles in, indexed sentences out. Knows nothing of questions."""
