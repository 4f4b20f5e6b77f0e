"""Dialogs: headline, content, and a foot that says the consequence in words."""
