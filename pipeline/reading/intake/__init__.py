"""Opens packets: from files on disk to page pictures and text layers."""
