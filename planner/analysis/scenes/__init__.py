"""One module per chart: from results to a scene that the window, the workbook and a picture all paint."""
