"""Measures and places that every drawing without a window needs: widths of words, boxes that do not collide."""
