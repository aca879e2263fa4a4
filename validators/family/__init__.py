"""Rules on spouse and children, guide 六（二）常规11-12 and 六（六）."""
