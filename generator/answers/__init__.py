"""People's answers to the findings about a brief, kept beside it, and what each answer rests on."""
