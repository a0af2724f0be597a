"""What goes out about documents of both ways: papers, letters, and the threads they are told in."""
