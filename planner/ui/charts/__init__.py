"""Charts: a computed scene painted in the theme's colours, on screen, in a picture and in words."""
