"""What one line of typing posts: stock that was there, and moves inside the house."""
