"""The story of the meeting as slides: one idea each, with native charts that can be edited, and notes to speak from."""
