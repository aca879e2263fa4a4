"""Draws invented application packets: papers, seals, handwriting, scanning damage.

A separate product beside yushen: neither imports the other. Pillow draws; reportlab writes the PDFs
with a text layer; zxing-cpp makes the QR codes. Every picture is determined by its seed. README.md
explains how a paper is drawn, where the fonts come from and how to add a document.
"""
