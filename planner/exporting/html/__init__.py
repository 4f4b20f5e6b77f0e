"""The report as one page for a browser: nothing outside it is asked for, and it reads on a phone, a desk and paper."""
