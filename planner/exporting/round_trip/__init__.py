"""The workbook that came back: what was changed in it, as edits that can be accepted one by one."""
