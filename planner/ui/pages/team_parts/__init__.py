"""The parts of the team page: heat map, brushes, capacity panels, skills and rota."""
