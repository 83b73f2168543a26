"""What the rooms know of languages: folding, sentences, stems, word lists, words of likelihood."""
