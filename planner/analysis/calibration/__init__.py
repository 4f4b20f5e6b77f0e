"""How often the forecast came true, on public teams and on the team's own history."""
