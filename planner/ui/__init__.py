"""The Qt skin: window, pages, tables, charts, dialogs and meeting mode."""
