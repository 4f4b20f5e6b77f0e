"""The report on paper: pages with the charts as vectors, words that can be selected, tables where they help."""
