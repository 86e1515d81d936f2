"""What templates of other apps ask of the measurement."""
