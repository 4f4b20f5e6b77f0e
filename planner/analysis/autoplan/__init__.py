"""The planner: fills coming sprints by rank, moves as little as it can, and gives a reason for every item."""
