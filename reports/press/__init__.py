"""The press: a document is data, built once and told twice, as a page and on paper."""
