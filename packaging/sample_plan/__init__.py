"""The tables that the sample plan is built from; people, company and figures are invented."""
