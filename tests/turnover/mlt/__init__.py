"""Projects of Shotcut and Kdenlive, written and read."""
