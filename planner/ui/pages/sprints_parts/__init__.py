"""The parts of the Sprints page: columns, cards, proposal, load, table and its dialogs."""
