"""What happens by itself: one table of schedules, one file a job."""
