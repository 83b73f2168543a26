"""All knowledge of languages: folding, sentences, stems, word lists, words of likelihood."""
