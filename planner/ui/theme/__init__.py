"""How Ballast looks: colours, fonts and hatches by name, light and dark, switched live."""
