"""What happens when the machine fails in the middle."""
