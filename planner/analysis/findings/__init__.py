"""What a plan says at first sight: what needs attention, headlines, key figures, what ends soon."""
