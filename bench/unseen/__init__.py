"""The product's accuracy on papers whose layouts and words were never used to tune it."""
