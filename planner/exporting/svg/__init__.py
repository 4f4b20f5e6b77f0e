"""A scene as a picture in SVG, drawn without a window: colours are classes, so that one picture is light and dark."""
