"""What people have said to findings, kept beside the file they are in; and what that rests on."""
