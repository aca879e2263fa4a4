"""Draws invented application packets: papers, seals, handwriting, scanning damage.

Nothing here is used by the product. Pillow draws; reportlab writes the PDFs that carry
a text layer; zxing-cpp makes the QR codes. Every picture follows from its seed.
"""
