"""The meeting: six slides as values, and the levers that ask what if."""
