"""Behind the reserve lab: values, policies, what the answer hangs on, the team's own sprints, objections."""
