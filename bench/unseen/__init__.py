"""The product on papers whose layouts and words nobody tuned it to."""
