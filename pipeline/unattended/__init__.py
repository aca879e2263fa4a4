"""Many packets without anybody watching: batch, drop folder, notices."""
