"""What people can do: days, loads, skills and the rota."""
