"""Draws invented application packets: papers, seals, handwriting, scanning damage.

A product of its own beside yushen: neither imports the other. Pillow draws; reportlab writes the
PDFs that carry a text layer; zxing-cpp makes the QR codes. Every picture follows from its seed.
README.md tells how a paper is drawn, where the fonts come from and how to add a document.
"""
