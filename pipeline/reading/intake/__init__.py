"""From a packet on disk to page pictures and text layers."""
