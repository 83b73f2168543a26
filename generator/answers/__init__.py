"""What people have said to the findings about a brief, kept beside it; and what that rests on."""
