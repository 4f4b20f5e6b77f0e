"""What happened: scope, burndown, burnup, velocity and debt of sprints."""
