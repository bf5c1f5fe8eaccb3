"""What people write, loaded and checked, with its positions."""
