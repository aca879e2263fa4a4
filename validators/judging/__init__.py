"""What runs the rules: their register, findings, outlook, what is filed."""
